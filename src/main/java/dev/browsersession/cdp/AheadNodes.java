package dev.browsersession.cdp;

import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Guesses which node a ChromeDriver will ask for next. A wrong guess costs a message. */
final class AheadNodes {

    /** Where a script's result is larger, it is no element. */
    private static final int MAX_RESULT = 64 << 10;

    private final Map<Integer, AheadCommand> asked = new HashMap<>();
    private int node = -1;
    private int found = -1;

    /** A command that the browser will answer itself. */
    void asked(AheadCommand command) {
        if (command.isResolve() || command.isCall()) {
            asked.put(command.id(), command);
        }
    }

    void answered(int id, ByteBuf message) {
        AheadCommand command = asked.remove(id);
        if (command == null || message.readableBytes() > MAX_RESULT) {
            return;
        }
        JsonNode result = CdpJson.tree(message).path("result");
        if (command.isResolve()) {
            resolved(command.node());
        } else {
            JsonNode element = result.findValue("backendNodeId");
            found = element == null ? found : element.asInt(-1);
        }
    }

    void resolved(int backendNodeId) {
        node = backendNodeId;
    }

    /** -1 for none. A script is followed by one more on the same element; a WebDriver command begins with the one found last. */
    int expectedAfter(AheadCommand command) {
        if (command.isCall()) {
            return node;
        }
        return command.isLook() ? found : -1;
    }
}
