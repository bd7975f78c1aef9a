package dev.browsersession.keeper.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.util.ReferenceCountUtil;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Takes the files of multipart bodies out of their requests, before these are gathered in memory. Pieces are written on the event
 * loop: each is small, and goes no farther than the system's cache.
 */
final class Intake extends ChannelInboundHandlerAdapter {

    private static final System.Logger LOG = System.getLogger(Intake.class.getName());

    private final Switchboard switchboard;
    private MultipartFile body;
    /** What comes after a refusal is not looked at, until the connection is closed. */
    private boolean refused;

    Intake(Switchboard switchboard) {
        this.switchboard = switchboard;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (refused) {
            ReferenceCountUtil.release(message);
        } else if (body != null && message instanceof HttpContent content) {
            try {
                take(context, content);
            } finally {
                content.release();
            }
        } else if (message instanceof HttpRequest head && begins(context, head)) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    private boolean begins(ChannelHandlerContext context, HttpRequest head) {
        Optional<FileIntake> wanted = Optional.empty();
        if (head.decoderResult().isSuccess() && HttpPostRequestDecoder.isMultipart(head)) {
            wanted = switchboard.intake(head);
        }
        if (wanted.isEmpty()) {
            return false;
        }
        context.pipeline().get(RequestTime.class).uploads();
        try {
            body = new MultipartFile(head, wanted.get());
        } catch (MultipartFile.Unusable e) {
            refuse(context, head, e);
            return true;
        }
        if (HttpUtil.is100ContinueExpected(head)) {
            context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
        head.headers().remove(HttpHeaderNames.EXPECT);
        return true;
    }

    private void take(ChannelHandlerContext context, HttpContent content) {
        try {
            body.add(content);
            if (content instanceof LastHttpContent) {
                UploadRequest whole = body.finish();
                body = null;
                context.fireChannelRead(whole);
            }
        } catch (MultipartFile.Unusable e) {
            HttpRequest head = body.head();
            drop();
            refuse(context, head, e);
        }
    }

    private void refuse(ChannelHandlerContext context, HttpRequest head, MultipartFile.Unusable why) {
        LOG.log(Level.DEBUG, "a file is not taken", why);
        refused = true;
        HttpUtil.setKeepAlive(head, false);
        context.fireChannelRead(new UploadRequest(head, Optional.empty(), why.isTooLarge()));
    }

    private void drop() {
        if (body != null) {
            body.discard();
            body = null;
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        drop();
    }
}
