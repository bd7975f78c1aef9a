package dev.browsersession.cdp;

import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** One connection for all clients: see {@link SharedWires}. */
final class SharedUpstream extends Upstream {

    private final Supplier<CompletableFuture<CdpConnection>> connection;

    SharedUpstream(Supplier<CompletableFuture<CdpConnection>> connection) {
        this.connection = connection;
    }

    @Override
    boolean isFar() {
        return true;
    }

    @Override
    CompletableFuture<UpstreamWire> open(EventLoop loop, UpstreamReader reader) {
        CompletableFuture<UpstreamWire> opened = new CompletableFuture<>();
        connection
                .get()
                .thenCompose(shared -> open(shared, loop, reader))
                .whenCompleteAsync(
                        (wire, failure) -> {
                            if (failure == null) {
                                opened.complete(wire);
                                wire.listen();
                            } else {
                                opened.completeExceptionally(CdpException.causeOf(failure));
                            }
                        },
                        loop);
        return opened;
    }

    /** A session with the browser of the client's own: what it discovers and attaches to is no other client's. */
    private static CompletableFuture<SharedWire> open(CdpConnection shared, EventLoop loop, UpstreamReader reader) {
        return shared.send(null, "Target.attachToBrowserTarget", Map.of()).thenApply(attached -> shared.wires()
                .add(attached.path("sessionId").asString(), loop, reader));
    }
}
