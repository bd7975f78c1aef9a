package dev.browsersession.keeper.server;

import dev.browsersession.cdp.Patience;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection that takes too long over a request: the first one counts from the connection, a later one from its first
 * byte. Between two it may be idle for longer.
 */
final class RequestTime extends ChannelInboundHandlerAdapter {

    private static final Duration REQUEST_LIMIT = Patience.of(Duration.ofSeconds(10));
    private static final Duration UPLOAD_LIMIT = Duration.ofMinutes(5);
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(60);

    private ChannelHandlerContext context;
    private Future<?> closing;
    private boolean idle;

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        limit(REQUEST_LIMIT);
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object bytes) {
        if (idle) {
            idle = false;
            limit(REQUEST_LIMIT);
        }
        reading.fireChannelRead(bytes);
    }

    /** The request that has begun brings a file. */
    void uploads() {
        limit(UPLOAD_LIMIT);
    }

    /** A request is complete: from now on it is the server's time. */
    void complete() {
        idle = false;
        cancel();
    }

    void answered() {
        idle = true;
        limit(IDLE_LIMIT);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        cancel();
    }

    private void limit(Duration time) {
        cancel();
        closing = context.executor().schedule(() -> context.close(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void cancel() {
        if (closing != null) {
            closing.cancel(false);
            closing = null;
        }
    }
}
