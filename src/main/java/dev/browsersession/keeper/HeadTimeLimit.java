package dev.browsersession.keeper;

import dev.browsersession.cdp.Patience;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection that takes too long over the head of a request: the first one counts from the connection, a later one
 * from its first byte. A body may take its time once a secret path has been named; until then it counts as well.
 */
final class HeadTimeLimit extends ChannelInboundHandlerAdapter {

    private static final Duration LIMIT = Patience.of(Duration.ofSeconds(10));

    private Future<?> closing;
    private boolean inRequest;
    private boolean known;

    @Override
    public void channelActive(ChannelHandlerContext context) {
        limit(context);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (!inRequest) {
            inRequest = true;
            if (closing == null) {
                limit(context);
            }
        }
        context.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel();
        context.fireChannelInactive();
    }

    void headRead(boolean namesView) {
        inRequest = true;
        known |= namesView;
        if (known) {
            cancel();
        }
    }

    /** Whether this head, or one before it, has named a view. */
    boolean isKnown() {
        return known;
    }

    private void cancel() {
        if (closing != null) {
            closing.cancel(false);
            closing = null;
        }
    }

    void requestDone() {
        inRequest = false;
    }

    private void limit(ChannelHandlerContext context) {
        closing = context.executor().schedule(() -> context.close(), LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
