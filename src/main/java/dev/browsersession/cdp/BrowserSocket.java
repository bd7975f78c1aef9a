package dev.browsersession.cdp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;

/** Opens a websocket to a browser, over TLS where its URL says so. Messages of its failures name the host and nothing more. */
final class BrowserSocket {

    /** A heap snapshot or a screenshot of a long page is one message. */
    static final int MAX_MESSAGE = 512 << 20;

    private static final int MAX_HANDSHAKE_BODY = 64 << 10;
    private static final long CLOSE_LIMIT_MILLIS = 1_000;

    private final URI url;
    private final Duration limit;
    private final ChannelHandler messages;
    private final CompletableFuture<Channel> opened = new CompletableFuture<>();

    private BrowserSocket(URI url, Duration limit, ChannelHandler messages) {
        this.url = url;
        this.limit = limit;
        this.messages = messages;
    }

    /**
     * Completes on the channel's event loop, with {@link CdpException} when it could not be opened.
     *
     * @param messages gets whole websocket messages, the close frame included
     */
    static CompletableFuture<Channel> open(EventLoopGroup group, URI url, Duration limit, ChannelHandler messages) {
        BrowserSocket socket = new BrowserSocket(url, limit, messages);
        socket.connect(group);
        return socket.opened;
    }

    static String nameOf(URI url) {
        return url.getHost() + ":" + portOf(url);
    }

    private void connect(EventLoopGroup group) {
        if (url.getHost() == null) {
            opened.completeExceptionally(CdpException.lost("the URL of the browser names no host"));
            return;
        }
        try {
            connect(
                    group,
                    isSecure(url)
                            ? SslContextBuilder.forClient()
                                    .endpointIdentificationAlgorithm("HTTPS")
                                    .build()
                            : null);
        } catch (SSLException e) {
            fail("TLS is not available", e);
        }
    }

    private void connect(EventLoopGroup group, SslContext tls) {
        new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(limit.toMillis()))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        layOut(channel, tls);
                    }
                })
                .connect(url.getHost(), portOf(url))
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        fail("connecting failed", connected.cause());
                    }
                });
    }

    private void layOut(Channel channel, SslContext tls) {
        if (tls != null) {
            channel.pipeline().addLast(tls.newHandler(channel.alloc(), url.getHost(), portOf(url)));
        }
        channel.pipeline()
                .addLast(new HttpClientCodec())
                .addLast(new HttpObjectAggregator(MAX_HANDSHAKE_BODY))
                .addLast(new WebSocketClientProtocolHandler(WebSocketClientProtocolConfig.newBuilder()
                        .webSocketUri(url)
                        .maxFramePayloadLength(MAX_MESSAGE)
                        .handshakeTimeoutMillis(limit.toMillis())
                        .forceCloseTimeoutMillis(CLOSE_LIMIT_MILLIS)
                        .handleCloseFrames(false)
                        // Chrome refuses a websocket that names an origin.
                        .generateOriginHeader(false)
                        .build()))
                .addLast(new WebSocketFrameAggregator(MAX_MESSAGE))
                .addLast(new Handshake());
    }

    private void fail(String what, Throwable cause) {
        String detail = cause instanceof WebSocketClientHandshakeException refused && refused.response() != null
                ? "it answered with status " + refused.response().status().code()
                : what + " (" + CdpException.describe(cause) + ")";
        opened.completeExceptionally(
                new CdpException("could not connect to the browser at " + nameOf(url) + ": " + detail, true, cause));
    }

    private static boolean isSecure(URI url) {
        return "wss".equals(url.getScheme().toLowerCase(Locale.ROOT));
    }

    private static int portOf(URI url) {
        if (url.getPort() > 0) {
            return url.getPort();
        }
        return isSecure(url) ? 443 : 80;
    }

    /** Stands at the end of the pipeline until the handshake is over, then gives its place to the messages' handler. */
    private final class Handshake extends ChannelInboundHandlerAdapter {

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                context.pipeline().replace(this, "messages", messages);
                opened.complete(context.channel());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            fail("the connection was closed", null);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            fail("the handshake failed", cause);
            context.close();
        }
    }
}
