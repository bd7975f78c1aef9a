package dev.browsersession.cdp;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;

/** One client's way to the browser. Belongs to the client's event loop. */
interface UpstreamWire {

    /** The buffer becomes the wire's to release. */
    void send(ByteBuf message);

    /** Whether it takes messages without storing them. {@link UpstreamReader#writabilityChanged} tells of a change. */
    boolean isWritable();

    /** Whether messages are wanted. Those that come meanwhile wait. */
    void read(boolean wanted);

    void close();

    /** Completes when the browser has nothing open any more for this client, as far as can be known here. */
    CompletableFuture<Void> closed();
}
