package dev.browsersession.cdp;

import dev.browsersession.network.Way;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One websocket to a browser. Blocking calls are for worker threads: futures complete, and listeners run, on the connection's
 * event loop.
 */
public final class CdpConnection implements AutoCloseable {

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

    private final String browser;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, Asked> asked = new ConcurrentHashMap<>();
    private final CdpListeners listeners = new CdpListeners();
    private final SharedWires wires = new SharedWires(this);
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private volatile Channel channel;

    private record Asked(String method, CompletableFuture<JsonNode> answer) {}

    private CdpConnection(String browser) {
        this.browser = browser;
    }

    /** Connects to a browser that is not far. */
    public static CdpConnection connect(EventLoopGroup group, URI url, Duration limit) throws CdpException {
        return connect(group, url, Way.DIRECT, limit);
    }

    /**
     * Connects, and returns when commands can be sent.
     *
     * @param url {@code ws://} or {@code wss://}
     * @param way how its host is reached
     * @param limit the longest that connecting and the handshake may take, each
     */
    public static CdpConnection connect(EventLoopGroup group, URI url, Way way, Duration limit) throws CdpException {
        return connect(group, url, way, limit, new CompletableFuture<>());
    }

    /**
     * The same, as long as it is wanted.
     *
     * @param unwanted given up when this completes; for connections that are made once, as it is left with a trace of each
     */
    public static CdpConnection connect(
            EventLoopGroup group, URI url, Way way, Duration limit, CompletableFuture<?> unwanted) throws CdpException {
        CdpConnection connection = new CdpConnection(BrowserSocket.nameOf(url));
        CompletableFuture<Channel> opening = BrowserSocket.open(group, url, way, limit, new CdpMessages(connection));
        unwanted.thenRun(() -> opening.completeExceptionally(CdpException.lost(
                "connecting to the browser at " + connection.browser + " was given up: nobody wants it any more")));
        try {
            connection.channel = connection.await(opening, "the handshake", limit.multipliedBy(2));
            return connection;
        } catch (CdpException e) {
            opening.thenAccept(Channel::close);
            throw e;
        }
    }

    /**
     * Sends a command. The future completes with its {@code result}, or exceptionally with {@link CdpException}.
     *
     * @param sessionId the CDP session to send it on; null for the browser itself
     */
    public CompletableFuture<JsonNode> send(String sessionId, String method, Map<String, ?> params) {
        if (closed.isDone()) {
            return CompletableFuture.failedFuture(lost(method));
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        int id = nextId();
        asked.put(id, new Asked(method, answer));
        channel.writeAndFlush(new TextWebSocketFrame(message(id, sessionId, method, params)))
                .addListener(written -> {
                    if (!written.isSuccess()) {
                        asked.remove(id);
                        answer.completeExceptionally(lost(method));
                    }
                });
        if (closed.isDone()) {
            failAll();
        }
        return answer;
    }

    private static ByteBuf message(int id, String sessionId, String method, Map<String, ?> params) {
        ObjectNode message = CdpJson.object().put("id", id).put("method", method);
        message.set("params", CdpJson.valueToTree(params));
        return CdpJson.bytes(sessionId == null ? message : message.put("sessionId", sessionId));
    }

    /** Sends a command and waits for its {@code result}. */
    public JsonNode call(String sessionId, String method, Map<String, ?> params, Duration limit) throws CdpException {
        return await(send(sessionId, method, params), method, limit);
    }

    /** Registers a listener for all events of this connection. It runs on the event loop and must not block. */
    public Registration onEvent(Consumer<CdpEvent> listener) {
        return listeners.add(listener);
    }

    /** Completes with the reason when the connection has ended, whoever ended it. */
    public CompletableFuture<String> closed() {
        return closed.copy();
    }

    /** Whether it has ended. Asked often, so nothing is left of it, as would be of a look at {@link #closed}. */
    public boolean isClosed() {
        return closed.isDone();
    }

    /** Closes the connection and waits until it is closed. Does nothing when it is closed already. */
    @Override
    public void close() {
        ended("it was closed by the keeper");
        channel.close().awaitUninterruptibly(CLOSE_LIMIT.toMillis());
    }

    /** The clients that share this connection. */
    SharedWires wires() {
        return wires;
    }

    int nextId() {
        return lastId.incrementAndGet();
    }

    /** Sends a message as it is. A loss of the connection is told by {@link #closed}. */
    void forward(ByteBuf message) {
        channel.writeAndFlush(new TextWebSocketFrame(message));
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    void answered(int id, JsonNode message) {
        Asked question = asked.remove(id);
        if (question == null) {
            return;
        }
        JsonNode error = message.get("error");
        if (error == null) {
            question.answer.complete(message.path("result"));
            return;
        }
        String said = error.path("message").asString("no reason given");
        String data = error.path("data").asString("");
        question.answer.completeExceptionally(CdpException.refused(
                question.method + " was refused by the browser: " + said + (data.isEmpty() ? "" : " (" + data + ")"),
                new CdpError(error.path("code").asInt(0), said)));
    }

    void happened(CdpEvent event) {
        listeners.tell(event);
    }

    void ended(String reason) {
        if (closed.complete(reason)) {
            failAll();
        }
    }

    private void failAll() {
        asked.forEach((id, question) -> {
            asked.remove(id);
            question.answer.completeExceptionally(lost(question.method));
        });
    }

    private CdpException lost(String method) {
        String reason = closed.getNow("writing to it failed");
        return CdpException.lost(method + " was not answered: the connection to the browser at " + browser
                + " has ended (" + reason + ")");
    }

    /** Waits for what was sent on this connection. */
    <T> T await(CompletableFuture<T> future, String what, Duration limit) throws CdpException {
        try {
            return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CdpException failure) {
                throw failure.forWhoWaited();
            }
            throw new CdpException(what + " failed: " + CdpException.describe(e.getCause()), false, e.getCause());
        } catch (TimeoutException e) {
            throw new CdpException(
                    what + " was not answered by the browser at " + browser + " within " + limit.toMillis() + " ms",
                    false,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CdpException("the thread that waited for " + what + " was interrupted", false, e);
        }
    }
}
