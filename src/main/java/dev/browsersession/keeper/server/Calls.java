package dev.browsersession.keeper.server;

import dev.browsersession.cdp.BrowserPipe;
import dev.browsersession.cdp.Newcomers;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.flow.FlowControlHandler;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** The requests of one connection, one after the other, until one of them becomes a websocket. */
final class Calls extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final System.Logger LOG = System.getLogger(Calls.class.getName());

    private final Switchboard switchboard;
    private final Executor workers;
    private final Newcomers newcomers;

    Calls(Switchboard switchboard, Executor workers, Newcomers newcomers) {
        this.switchboard = switchboard;
        this.workers = workers;
        this.newcomers = newcomers;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        Channel channel = context.channel();
        channel.config().setAutoRead(false);
        channel.pipeline().get(RequestTime.class).complete();
        boolean stays = HttpUtil.isKeepAlive(request);
        boolean withoutBody = request.method().equals(HttpMethod.HEAD);
        HttpCall call;
        try {
            call = call(
                    request,
                    request instanceof UploadRequest upload ? Optional.of(upload) : Optional.empty(),
                    ByteBufUtil.getBytes(request.content()));
        } catch (IllegalArgumentException e) {
            write(channel, Reply.text(400, "That is not a request."), false, false);
            return;
        }
        Optional<Reply> refusal = switchboard.refusal(call);
        if (refusal.isPresent()) {
            write(channel, refusal.get(), false, withoutBody);
        } else if (isUpgrade(request)) {
            onWorker(channel, request, () -> upgrade(channel, request, call));
        } else {
            onWorker(channel, request, () -> answer(channel, call, stays, withoutBody));
        }
    }

    static HttpCall call(HttpRequest request, Optional<UploadRequest> upload, byte[] body) {
        if (!request.decoderResult().isSuccess() || !request.uri().startsWith("/")) {
            throw new IllegalArgumentException("no request");
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach(header -> headers.putIfAbsent(header.getKey(), header.getValue()));
        return HttpCall.of(request.method().name(), request.uri(), headers, body, upload);
    }

    private static boolean isUpgrade(FullHttpRequest request) {
        return request.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    /** The work is followed by the end of the request's part in the count. */
    private void onWorker(Channel channel, FullHttpRequest request, Runnable work) {
        if (!switchboard.begin()) {
            write(channel, Reply.text(503, "Too many requests are under way."), false, false);
            return;
        }
        request.retain();
        try {
            workers.execute(() -> {
                try {
                    work.run();
                } catch (Throwable e) {
                    // There is no answer to wait for, and nothing is read any more.
                    channel.close();
                    throw e;
                } finally {
                    switchboard.done();
                    if (request instanceof UploadRequest upload) {
                        upload.discard();
                    }
                    request.release();
                }
            });
        } catch (RejectedExecutionException e) {
            switchboard.done();
            request.release();
            write(channel, Reply.text(503, "The server is about to end."), false, false);
        }
    }

    private void answer(Channel channel, HttpCall call, boolean stays, boolean withoutBody) {
        Reply reply = switchboard.answer(call);
        channel.eventLoop().execute(() -> {
            if (reply.status() < 400) {
                newcomers.known(channel);
            }
            write(channel, reply, stays, withoutBody);
        });
    }

    private void upgrade(Channel channel, FullHttpRequest request, HttpCall call) {
        Upgrade upgrade = switchboard.upgrade(call);
        request.retain();
        channel.eventLoop().execute(() -> {
            if (upgrade instanceof Upgrade.Joined joined) {
                newcomers.known(channel);
                join(channel, request, joined);
            } else {
                request.release();
                write(channel, ((Upgrade.Refused) upgrade).reply(), false, false);
            }
        });
    }

    private static void join(Channel channel, FullHttpRequest request, Upgrade.Joined joined) {
        if (!channel.isActive()) {
            request.release();
            joined.left().run();
            return;
        }
        channel.pipeline().remove(RequestTime.class);
        channel.pipeline().remove(Intake.class);
        channel.pipeline().remove(BodySize.class);
        channel.pipeline().remove(FlowControlHandler.class);
        channel.pipeline().remove(Calls.class);
        BrowserPipe.open(
                channel,
                request,
                URI.create(joined.session().cdpUrl().value()),
                new JoinedClient(joined.session(), joined.commands(), joined.left()));
    }

    private static void write(Channel channel, Reply reply, boolean stays, boolean withoutBody) {
        ChannelFuture written = channel.writeAndFlush(response(reply, stays, withoutBody));
        if (stays) {
            channel.pipeline().get(RequestTime.class).answered();
            channel.config().setAutoRead(true);
        } else {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    static FullHttpResponse response(Reply reply, boolean stays, boolean withoutBody) {
        byte[] body = reply.body();
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(reply.status()),
                withoutBody ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
        reply.headers().forEach((name, value) -> response.headers().set(name, value));
        if (reply.status() != 204) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        HttpUtil.setKeepAlive(response, stays);
        return response;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // Whoever speaks something else than HTTP, or hangs up, gets no more of the server.
        LOG.log(Level.DEBUG, "a connection broke", cause);
        context.close();
    }
}
