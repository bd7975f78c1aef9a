package dev.browsersession.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of a browser's websocket. Closing it only drops the connection. */
public final class ConnectedClient implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final long LIMIT_SECONDS = 30;

    private final AtomicLong ids = new AtomicLong();
    private final ConcurrentHashMap<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private WebSocket socket;

    private ConnectedClient() {}

    public static ConnectedClient connect(String url) {
        ConnectedClient client = new ConnectedClient();
        client.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(url), client.new Reader())
                .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
        return client;
    }

    /** The status with which the upgrade is refused. */
    public static int refusal(String url) {
        try (ConnectedClient client = connect(url)) {
            throw new AssertionError("connected, and answered: " + client.call("Browser.getVersion"));
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    /** Sends a command to the browser and waits for its answer. */
    public JsonNode call(String method) {
        return call(method, "{}");
    }

    /** Sends a command with its parameters, as JSON, to the browser and waits for its answer. */
    public JsonNode call(String method, String params) {
        long id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}", true)
                .join();
        return answer.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Has the browser crash, which does not answer any more. */
    public void crash() {
        socket.sendText("{\"id\":0,\"method\":\"Browser.crash\"}", true).join();
    }

    /** Completed with the reason when the other side has closed the connection. */
    public CompletableFuture<String> closed() {
        return closed;
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                .exceptionally(gone -> socket)
                .join();
        closed.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    private final class Reader implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonNode message = JSON.readTree(text.toString());
                text.setLength(0);
                CompletableFuture<JsonNode> answer =
                        waiting.remove(message.path("id").asLong(-1));
                if (answer != null) {
                    answer.complete(message);
                }
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed.complete(reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete(error.toString());
        }
    }
}
