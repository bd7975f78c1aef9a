package dev.browsersession.cdp;

import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Commands that go to the browser under an id of ours. Ours are negative and a client's are not, so that no client can have an
 * answer taken for another's.
 */
final class ViewQuestions {

    private final ViewWires wires;
    private final Map<Integer, Consumer<ObjectNode>> open = new HashMap<>();
    private int lastId;

    ViewQuestions(ViewWires wires) {
        this.wires = wires;
    }

    /** Asks on our own behalf. */
    void ask(String sessionId, String method, ObjectNode params, Consumer<ObjectNode> then) {
        int id = nextId();
        open.put(id, then);
        wires.toBrowser(new ViewCommand(id, method, sessionId, params).message(id));
    }

    /** Asks on the client's behalf: {@code then} reads, and may change, the result before the client gets it. */
    void forward(ViewCommand command, Consumer<ObjectNode> then) {
        int id = nextId();
        open.put(id, answer -> {
            if (answer.get("result") instanceof ObjectNode result) {
                then.accept(result);
            }
            wires.toClient(CdpJson.bytes(answer.put("id", command.id())));
        });
        wires.toBrowser(command.message(id));
    }

    /** Returns whether the answer was to one of these. */
    boolean answered(int id, ByteBuf message) {
        Consumer<ObjectNode> then = open.remove(id);
        if (then != null) {
            then.accept((ObjectNode) CdpJson.tree(message));
        }
        return id < 0;
    }

    private int nextId() {
        lastId = lastId == Integer.MIN_VALUE ? -1 : lastId - 1;
        return lastId;
    }
}
