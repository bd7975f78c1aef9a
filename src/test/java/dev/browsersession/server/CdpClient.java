package dev.browsersession.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that speaks CDP over the JDK's own websocket. */
public final class CdpClient implements AutoCloseable, WebSocket.Listener {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;

    private CdpClient() {}

    /** The server has refused the websocket. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refused(int status) {
            super("refused with status " + status);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    public static CdpClient connect(String url) {
        CdpClient client = new CdpClient();
        try {
            client.socket = HTTP.newWebSocketBuilder()
                    .buildAsync(URI.create(url), client)
                    .orTimeout(40, TimeUnit.SECONDS)
                    .join();
            return client;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                throw new Refused(refused.getResponse().statusCode());
            }
            throw e;
        }
    }

    /** What a refused websocket is answered with; 101 where it was not refused. */
    public static int statusOf(String url) {
        try {
            connect(url).close();
            return 101;
        } catch (Refused e) {
            return e.status();
        }
    }

    /** The whole answer to a command. */
    public JsonNode send(String session, String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        var message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (session != null) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText(JSON.writeValueAsString(message), true).join();
        return answer.orTimeout(30, TimeUnit.SECONDS).join();
    }

    public JsonNode result(String session, String method, Map<String, ?> parameters) {
        JsonNode answer = send(session, method, parameters);
        if (!answer.has("result")) {
            throw new AssertionError(method + " was refused: " + answer);
        }
        return answer.get("result");
    }

    /** The CDP session of a new page on an address. */
    public String page(String url) {
        String target = result(null, "Target.createTarget", Map.of("url", url))
                .path("targetId")
                .asString();
        return attach(target);
    }

    public String attach(String target) {
        return result(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asString();
    }

    public JsonNode evaluate(String session, String expression) {
        return result(session, "Runtime.evaluate", Map.of("expression", expression, "returnByValue", true))
                .path("result")
                .path("value");
    }

    /** For a command that ends what it is sent to. */
    public void sendWithoutAnswer(String method) {
        socket.sendText(
                        JSON.writeValueAsString(JSON.createObjectNode()
                                .put("id", ids.incrementAndGet())
                                .put("method", method)),
                        true)
                .join();
    }

    /** The status with which the websocket was closed. */
    public int closedWith() {
        return closed.orTimeout(30, TimeUnit.SECONDS).join();
    }

    public boolean isOpen() {
        return !closed.isDone();
    }

    /** Leaves as somebody who drops the connection. */
    @Override
    public void close() {
        socket.abort();
    }

    /** Leaves as clients do. */
    public void disconnect() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        closedWith();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            JsonNode message = JSON.readTree(text.toString());
            text.setLength(0);
            CompletableFuture<JsonNode> waiting =
                    message.has("id") ? asked.remove(message.get("id").asInt()) : null;
            if (waiting != null) {
                waiting.complete(message);
            }
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        ended(status);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        ended(1006);
    }

    private void ended(int status) {
        closed.complete(status);
        asked.values()
                .forEach(waiting -> waiting.completeExceptionally(new IllegalStateException("closed with " + status)));
    }
}
