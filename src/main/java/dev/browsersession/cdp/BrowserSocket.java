package dev.browsersession.cdp;

import dev.browsersession.network.Hop;
import dev.browsersession.network.Way;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** Opens a websocket to a browser, over TLS where its URL says so. Messages of its failures name the host and nothing more. */
final class BrowserSocket {

    /** A heap snapshot or a screenshot of a long page is one message. */
    static final int MAX_MESSAGE = 512 << 20;

    private static final int MAX_HANDSHAKE_BODY = 64 << 10;
    private static final long CLOSE_LIMIT_MILLIS = 1_000;

    private final URI url;
    private final Way way;
    private final Duration limit;
    private final ChannelHandler messages;
    private final CompletableFuture<Channel> opened = new CompletableFuture<>();
    private volatile RefusedHandshake refusal;

    private BrowserSocket(URI url, Way way, Duration limit, ChannelHandler messages) {
        this.url = url;
        this.way = way;
        this.limit = limit;
        this.messages = messages;
    }

    /** As {@link #open(EventLoopGroup, URI, Way, Duration, ChannelHandler)}, to a browser that is not far. */
    static CompletableFuture<Channel> open(EventLoopGroup group, URI url, Duration limit, ChannelHandler messages) {
        return open(group, url, Way.DIRECT, limit, messages);
    }

    /**
     * Completes on the channel's event loop, with {@link CdpException} when it could not be opened.
     *
     * @param way how its host is reached
     * @param messages gets whole websocket messages, the close frame included
     */
    static CompletableFuture<Channel> open(
            EventLoopGroup group, URI url, Way way, Duration limit, ChannelHandler messages) {
        BrowserSocket socket = new BrowserSocket(url, way, limit, messages);
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
        Hop hop = Hop.tunnel(way, url.getHost(), portOf(url), isSecure(url));
        ChannelFuture connecting = hop.connect(new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(limit.toMillis()))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) throws IOException {
                        layOut(channel, hop);
                    }
                }));
        connecting.addListener(connected -> {
            if (!connected.isSuccess()) {
                fail(hop, "connecting failed", connected.cause());
            }
        });
        opened.whenComplete((channel, failure) -> {
            if (failure != null) {
                connecting.channel().close();
            }
        });
    }

    private void layOut(Channel channel, Hop hop) throws IOException {
        hop.layOut(channel, limit);
        channel.pipeline()
                .addLast(new HttpClientCodec())
                .addLast(new HttpObjectAggregator(MAX_HANDSHAKE_BODY))
                .addLast(new Refusal())
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
                .addLast(new Handshake(hop));
    }

    private void fail(Hop hop, String what, Throwable cause) {
        RefusedHandshake answer = refusal;
        String detail = answer != null
                ? "it answered with status " + answer.status()
                : hop.whatTheProxySays(cause).orElse(what + " (" + CdpException.describe(cause) + ")");
        opened.completeExceptionally(CdpException.notOpened(
                "could not connect to the browser at " + nameOf(url) + ": " + detail, answer, cause));
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

    /** Keeps what Netty's own handler makes an exception of that has no body. Goes when the websocket is open. */
    private final class Refusal extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            boolean opens = true;
            if (message instanceof FullHttpResponse response) {
                opens = response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
                refusal = opens ? null : RefusedHandshake.of(response);
            }
            context.fireChannelRead(message);
            if (opens) {
                context.pipeline().remove(this);
            }
        }
    }

    /** Stands at the end of the pipeline until the handshake is over, then gives its place to the messages' handler. */
    private final class Handshake extends ChannelInboundHandlerAdapter {

        private final Hop hop;

        Handshake(Hop hop) {
            this.hop = hop;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                context.pipeline().replace(this, "messages", messages);
                opened.complete(context.channel());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            fail(hop, "the connection was closed", null);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            fail(hop, "the handshake failed", cause);
            context.close();
        }
    }
}
