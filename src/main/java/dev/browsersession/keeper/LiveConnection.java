package dev.browsersession.keeper;

import dev.browsersession.keeper.live.LiveAnswer;
import dev.browsersession.keeper.live.LiveRequest;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A browser's connection to the live view. Its state belongs to its event loop; what blocks is done by a worker. */
final class LiveConnection extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final System.Logger LOG = System.getLogger(LiveConnection.class.getName());
    private static final Map<String, String> PLAIN = Map.of("Content-Type", "text/plain; charset=utf-8");

    private final LivePort port;
    private boolean answering;

    LiveConnection(LivePort port) {
        this.port = port;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (answering) {
            // The next request before the last one's answer: no browser does that.
            context.close();
            return;
        }
        answering = true;
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        boolean head = request.method().equals(HttpMethod.HEAD);
        if (request.decoderResult().isFailure()) {
            write(context, sentence(400, "This is not an HTTP request."), head, false);
            return;
        }
        LiveRequest asked = asked(request);
        port.workers().execute(() -> {
            LiveAnswer answer = answer(asked);
            context.executor().execute(() -> write(context, answer, head, keepAlive));
        });
    }

    private LiveAnswer answer(LiveRequest asked) {
        try {
            return port.view()
                    .map(view -> view.answer(asked))
                    .orElseGet(() -> sentence(503, "The keeper is not ready yet."));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a defect, at a request of the live view", e);
            return sentence(500, "The keeper has a defect, see its log.");
        }
    }

    private static LiveRequest asked(FullHttpRequest request) {
        String[] target = request.uri().split("\\?", 2);
        Map<String, String> headers = request.headers().entries().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        Map.Entry::getValue,
                        (first, second) -> first + ", " + second));
        return new LiveRequest(request.method().name(), target[0], target.length < 2 ? null : target[1], headers);
    }

    private void write(ChannelHandlerContext context, LiveAnswer answer, boolean head, boolean keepAlive) {
        answering = false;
        boolean known = answer.status() < 400;
        HeadTimeLimit limit = context.pipeline().get(HeadTimeLimit.class);
        limit.headRead(known);
        limit.requestDone();
        if (known) {
            port.newcomers().known(context.channel());
        }
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(answer.body()));
        answer.headers().forEach((name, value) -> response.headers().set(name, value));
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        // Who has not named a page that there is has no business here.
        boolean stays = keepAlive && known;
        HttpUtil.setKeepAlive(response, stays);
        context.writeAndFlush(response).addListener(stays ? written -> {} : ChannelFutureListener.CLOSE);
    }

    private static LiveAnswer sentence(int status, String sentence) {
        return new LiveAnswer(status, PLAIN, sentence.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.log(Level.DEBUG, "a connection to the live view broke", cause);
        context.close();
    }
}
