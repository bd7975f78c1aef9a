package dev.browsersession.keeper;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection that takes too long over the head of a request: the first one counts from the connection, a later one
 * from its first byte. A body may take its time, since only who knows a secret path gets to send one.
 */
final class HeadTimeLimit extends ChannelInboundHandlerAdapter {

    private static final long LIMIT_SECONDS = 10;

    private Future<?> closing;
    private boolean inRequest;

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
        headRead();
        context.fireChannelInactive();
    }

    void headRead() {
        inRequest = true;
        if (closing != null) {
            closing.cancel(false);
            closing = null;
        }
    }

    void requestDone() {
        inRequest = false;
    }

    private void limit(ChannelHandlerContext context) {
        closing = context.executor().schedule(() -> context.close(), LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
