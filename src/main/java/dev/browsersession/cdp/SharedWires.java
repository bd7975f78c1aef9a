package dev.browsersession.cdp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The clients that share a connection. Each has a session with the browser of its own, on which it discovers targets and
 * attaches to them. Sessions below that one are its too: the browser announces each on the session that it was made on, before
 * anything else comes on it. So what comes belongs to the client of its session, and an answer to whose question it was.
 *
 * <p>The browser is heard on the connection's event loop; clients come, ask and go on theirs.
 */
final class SharedWires {

    private final CdpConnection connection;
    private final Map<String, Branch> branches = new ConcurrentHashMap<>();
    private final Map<Integer, Question> questions = new ConcurrentHashMap<>();

    /** A session, whose it is, and the session that it was made on. */
    private record Branch(SharedWire wire, String parent) {}

    private record Question(SharedWire wire, int id) {}

    SharedWires(CdpConnection connection) {
        this.connection = connection;
    }

    /** To be called before anything can come on the session: as soon as its id is known. */
    SharedWire add(String session, EventLoop loop, UpstreamReader reader) {
        SharedWire wire = new SharedWire(connection, session, loop, reader);
        branches.put(session, new Branch(wire, null));
        return wire;
    }

    /** Passes a client's command on under an id that nobody else has. The buffer becomes ours to release. */
    void ask(SharedWire wire, ByteBuf message) {
        try {
            int id = connection.nextId();
            Envelope command = new Envelope(message);
            questions.put(id, new Question(wire, command.id()));
            connection.forward(command.toBrowser(id, wire.session()));
        } finally {
            message.release();
        }
    }

    /** Returns whether a message is a client's. The buffer stays the caller's. */
    boolean take(ByteBuf message) {
        if (branches.isEmpty()) {
            return false;
        }
        MessageHead head = MessageHead.peek(message);
        return head.id() == null ? takeEvent(head.method(), message) : takeAnswer(head.id(), message);
    }

    private boolean takeAnswer(int id, ByteBuf message) {
        Question question = questions.remove(id);
        if (question == null) {
            return false;
        }
        question.wire.deliver(new Envelope(message).toClient(question.id, question.wire.session()));
        return true;
    }

    private boolean takeEvent(String method, ByteBuf message) {
        Envelope event = new Envelope(message);
        String session = event.sessionId();
        Branch branch = session == null ? null : branches.get(session);
        if (branch == null) {
            return false;
        }
        if (method.equals("Target.attachedToTarget")) {
            branches.put(sessionIn(message), new Branch(branch.wire, session));
        } else if (method.equals("Target.detachedFromTarget")) {
            forget(sessionIn(message));
        }
        branch.wire.deliver(event.toClient(null, branch.wire.session()));
        return true;
    }

    private static String sessionIn(ByteBuf event) {
        return CdpJson.tree(event).path("params").path("sessionId").asString("");
    }

    /** A session takes those below it along, and nobody tells of them. */
    private void forget(String session) {
        branches.remove(session);
        List<String> below = branches.entrySet().stream()
                .filter(branch -> Objects.equals(branch.getValue().parent, session))
                .map(Map.Entry::getKey)
                .toList();
        below.forEach(this::forget);
    }

    /**
     * Ends a client's session with the browser. Until the browser has done so, what comes for it is still its own, and nobody's:
     * the keeper must not take it for something that it asked for.
     */
    void leave(SharedWire wire) {
        connection
                .send(null, "Target.detachFromTarget", Map.of("sessionId", wire.session()))
                .whenComplete((done, failure) -> {
                    forget(wire.session());
                    questions.values().removeIf(question -> question.wire == wire);
                });
    }

    void writabilityChanged() {
        branches.values().stream()
                .filter(branch -> branch.parent == null)
                .forEach(branch -> branch.wire.writabilityChanged());
    }
}
