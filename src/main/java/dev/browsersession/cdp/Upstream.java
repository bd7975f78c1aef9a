package dev.browsersession.cdp;

import io.netty.channel.EventLoop;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** How the clients of a view get to its browser. */
public abstract class Upstream {

    Upstream() {}

    /**
     * Each client has a websocket of its own to the browser. What it costs is a connect for each client; what it gives is that
     * clients share nothing, and that messages are passed on as they come.
     */
    public static Upstream ownSockets(URI url) {
        return new OwnSockets(url);
    }

    /**
     * All clients share one connection, each in a session of its own with the browser. For a browser that takes one client at a
     * time, that is another one at each connect, or that is far away: a connect to it costs several round trips.
     *
     * @param connection the one that is there, or that is being made; asked for each new client, and not on a thread that may
     *     wait
     */
    public static Upstream shared(Supplier<CompletableFuture<CdpConnection>> connection) {
        return new SharedUpstream(connection);
    }

    /** Whether a round trip to the browser takes long enough to be worth sparing. */
    abstract boolean isFar();

    /** Completes on the loop, before any message for the reader. */
    abstract CompletableFuture<UpstreamWire> open(EventLoop loop, UpstreamReader reader);
}
