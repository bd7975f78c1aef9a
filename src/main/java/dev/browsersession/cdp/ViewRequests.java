package dev.browsersession.cdp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Answers the HTTP requests of one connection to a view's port, until one of them becomes a websocket. */
final class ViewRequests extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final AttributeKey<Future<?>> LIMIT = AttributeKey.valueOf(ViewRequests.class, "limit");
    private static final Set<String> LISTS = Set.of("/json", "/json/", "/json/list");

    private final ViewPort view;

    ViewRequests(ViewPort view) {
        this.view = view;
    }

    /** Closes a connection that has not become a websocket by then. */
    static void limit(Channel channel, long time, TimeUnit unit) {
        Future<?> limit = channel.eventLoop().schedule(() -> channel.close(), time, unit);
        channel.attr(LIMIT).set(limit);
        channel.closeFuture().addListener(closed -> limit.cancel(false));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        String path = request.uri();
        if (!request.decoderResult().isSuccess() || !isAddressedToThis(request)) {
            answer(context, HttpResponseStatus.BAD_REQUEST, "This port only answers to its own name.");
        } else if (request.headers().contains(HttpHeaderNames.ORIGIN)) {
            answer(context, HttpResponseStatus.FORBIDDEN, "This port is not for web pages.");
        } else if (isUpgrade(request) && isSecret(path)) {
            context.channel().attr(LIMIT).get().cancel(false);
            view.known(context.channel());
            new ViewPipe(view, context.channel()).open(request.retain());
        } else if (!view.isAttachAllowed() || !request.method().equals(HttpMethod.GET)) {
            notFound(context);
        } else if (path.equals("/json/version") || path.equals("/json/version/")) {
            answer(context, HttpResponseStatus.OK, version());
        } else if (LISTS.contains(path) || path.equals("/json/list/")) {
            answer(context, HttpResponseStatus.OK, list());
        } else {
            notFound(context);
        }
    }

    /**
     * A web page can make its own host name resolve to this machine; then it names that host. ChromeDriver names no port when it
     * opens its websocket.
     */
    private boolean isAddressedToThis(FullHttpRequest request) {
        String host = request.headers().get(HttpHeaderNames.HOST, "").toLowerCase(Locale.ROOT);
        String port = ":" + view.port();
        String name = host.endsWith(port) ? host.substring(0, host.length() - port.length()) : host;
        return name.equals("127.0.0.1") || name.equals("localhost");
    }

    private static boolean isUpgrade(FullHttpRequest request) {
        return request.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    private boolean isSecret(String path) {
        return MessageDigest.isEqual(
                path.getBytes(StandardCharsets.UTF_8), view.path().getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode version() {
        BrowserVersion version = view.version();
        return CdpJson.object()
                .put("Browser", version.product())
                .put("Protocol-Version", version.protocolVersion())
                .put("User-Agent", version.userAgent())
                .put("V8-Version", version.jsVersion())
                .put("WebKit-Version", version.webKitVersion())
                .put("webSocketDebuggerUrl", view.webSocketUrl().value());
    }

    /** ChromeDriver waits for a page here and then asks for the real ones over the websocket. */
    private static JsonNode list() {
        return CdpJson.array()
                .add(CdpJson.object()
                        .put("id", "view")
                        .put("type", "page")
                        .put("title", "")
                        .put("url", "about:blank"));
    }

    private static void notFound(ChannelHandlerContext context) {
        answer(context, HttpResponseStatus.NOT_FOUND, "There is nothing here.");
    }

    private static void answer(ChannelHandlerContext context, HttpResponseStatus status, JsonNode body) {
        answer(context.channel(), status, "application/json; charset=UTF-8", CdpJson.bytes(body));
    }

    private static void answer(ChannelHandlerContext context, HttpResponseStatus status, String sentence) {
        answer(context.channel(), status, sentence);
    }

    static void answer(Channel channel, HttpResponseStatus status, String sentence) {
        answer(channel, status, "text/plain; charset=UTF-8", Unpooled.copiedBuffer(sentence, StandardCharsets.UTF_8));
    }

    private static void answer(Channel channel, HttpResponseStatus status, String type, ByteBuf body) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, type)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        channel.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // Whoever speaks something else than HTTP to this port, or hangs up, gets no more of it.
        context.close();
    }
}
