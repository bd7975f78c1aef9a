package dev.browsersession.fake;

import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The other end of a CDP websocket: answers what a keeper asks of a browser before anybody sees a page. */
public class StubBrowser extends WebSocketListener {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final AtomicInteger names = new AtomicInteger();

    @Override
    public void onMessage(WebSocket socket, String text) {
        JsonNode command = JSON.readTree(text);
        ObjectNode answer = JSON.createObjectNode().put("id", command.path("id").asInt());
        answer.set("result", result(command.path("method").asString()));
        socket.send(answer.toString());
    }

    protected ObjectNode result(String method) {
        ObjectNode result = JSON.createObjectNode();
        return switch (method) {
            case "Browser.getVersion" ->
                result.put("product", "HeadlessChrome/156.0.8078.73")
                        .put("protocolVersion", "1.3")
                        .put("userAgent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0")
                        .put("revision", "@0")
                        .put("jsVersion", "15.6");
            case "Target.getBrowserContexts" -> result.put("defaultBrowserContextId", "context-0");
            case "Target.createBrowserContext" -> result.put("browserContextId", "context-" + names.incrementAndGet());
            case "Target.createTarget" -> result.put("targetId", "target-" + names.incrementAndGet());
            case "Target.attachToTarget" -> result.put("sessionId", "session-" + names.incrementAndGet());
            default -> result;
        };
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
        socket.close(1000, null);
    }
}
