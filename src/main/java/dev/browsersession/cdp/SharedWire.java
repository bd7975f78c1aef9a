package dev.browsersession.cdp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * One client's part in a shared connection. The connection is read for all clients, so what one of them does not take has to
 * wait here; a client that takes too little for too long is given up.
 */
final class SharedWire implements UpstreamWire {

    /** Beyond one message, which may be larger. */
    static final int MAX_WAITING = 64 << 20;

    private final CdpConnection connection;
    private final String session;
    private final EventLoop loop;
    private final UpstreamReader reader;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    /** From here on all belongs to the client's event loop. */
    private final Deque<ByteBuf> waiting = new ArrayDeque<>();

    /** What is heard of the connection, which may go on for hours after this. */
    private CompletableFuture<String> lost = new CompletableFuture<>();

    private long waitingBytes;
    private boolean wanted = true;
    private boolean handingOver;

    SharedWire(CdpConnection connection, String session, EventLoop loop, UpstreamReader reader) {
        this.connection = connection;
        this.session = session;
        this.loop = loop;
        this.reader = reader;
    }

    /** Its session with the browser. */
    String session() {
        return session;
    }

    /** Lets the reader know when the connection is lost. */
    void listen() {
        if (closed.isDone()) {
            return;
        }
        lost = connection.closed();
        lost.thenAcceptAsync(
                reason -> give(
                        WebSocketCloseStatus.ENDPOINT_UNAVAILABLE,
                        "the connection to the browser has ended: " + reason),
                loop);
    }

    private void give(WebSocketCloseStatus status, String reason) {
        if (!closed.isDone()) {
            reader.lost(status, reason);
        }
    }

    /** From any thread. The buffer becomes the wire's to release. */
    void deliver(ByteBuf message) {
        loop.execute(() -> receive(message));
    }

    private void receive(ByteBuf message) {
        if (closed.isDone()) {
            message.release();
            return;
        }
        if (waitingBytes > MAX_WAITING) {
            message.release();
            giveUp(
                    WebSocketCloseStatus.POLICY_VIOLATION,
                    "this client does not read what the browser sends it: more than " + (MAX_WAITING >> 20)
                            + " MB were waiting");
            return;
        }
        waiting.add(message);
        waitingBytes += message.readableBytes();
        handOver();
    }

    private void handOver() {
        if (handingOver) {
            return;
        }
        handingOver = true;
        try {
            while (wanted && !waiting.isEmpty()) {
                handOver(waiting.poll());
            }
        } catch (RuntimeException e) {
            giveUp(WebSocketCloseStatus.BAD_GATEWAY, CdpException.describe(e));
        } finally {
            handingOver = false;
        }
    }

    private void handOver(ByteBuf message) {
        waitingBytes -= message.readableBytes();
        try {
            reader.fromBrowser(message);
        } finally {
            message.release();
        }
    }

    private void giveUp(WebSocketCloseStatus status, String reason) {
        give(status, reason);
        close();
    }

    private void drop() {
        waiting.forEach(ByteBuf::release);
        waiting.clear();
        waitingBytes = 0;
    }

    @Override
    public void send(ByteBuf message) {
        connection.wires().ask(this, message);
    }

    @Override
    public boolean isWritable() {
        return connection.isWritable();
    }

    void writabilityChanged() {
        loop.execute(() -> {
            if (!closed.isDone()) {
                reader.writabilityChanged();
            }
        });
    }

    @Override
    public void read(boolean wants) {
        wanted = wants;
        handOver();
    }

    @Override
    public void close() {
        if (closed.complete(null)) {
            drop();
            // So that it does not keep the reader.
            lost.complete("nobody listens any more");
            connection.wires().leave(this);
        }
    }

    @Override
    public CompletableFuture<Void> closed() {
        return closed;
    }
}
