package dev.browsersession.keeper.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/** Answers a request that is larger than it may be before more of it is gathered in memory, and closes its connection. */
final class BodySize extends ChannelInboundHandlerAdapter {

    private final Switchboard switchboard;
    private HttpRequest head;
    private long announced;
    private long gathered;
    /** Asked for when more comes than any request may have; null before. */
    private BodyLimit limit;
    /** The rest is read and dropped: who is cut off while sending may never see the answer. */
    private boolean refused;

    BodySize(Switchboard switchboard) {
        this.switchboard = switchboard;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (refused) {
            drop(context, message);
        } else if (isTooLarge(context, message)) {
            refused = true;
            context.writeAndFlush(Calls.response(limit.tooLarge(), false, false));
            drop(context, message);
        } else {
            context.fireChannelRead(message);
        }
    }

    private boolean isTooLarge(ChannelHandlerContext context, Object message) {
        if (message instanceof FullHttpRequest) {
            // Its body was taken out of it.
            return false;
        }
        if (message instanceof HttpRequest begun) {
            head = begun;
            announced = begun.decoderResult().isSuccess() ? HttpUtil.getContentLength(begun, 0L) : 0;
            gathered = 0;
            limit = null;
        } else if (message instanceof HttpContent content) {
            gathered += content.content().readableBytes();
        }
        long bytes = Math.max(announced, gathered);
        if (bytes > BodyLimit.USUAL.bytes() && limit == null) {
            limit = switchboard.bodyLimit(head);
            if (limit.bytes() > BodyLimit.USUAL.bytes()) {
                context.pipeline().get(RequestTime.class).uploads();
            }
        }
        return limit != null && bytes > limit.bytes();
    }

    private void drop(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
        // Who waits to be told to continue sends no more.
        if (message instanceof LastHttpContent || HttpUtil.is100ContinueExpected(head)) {
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
