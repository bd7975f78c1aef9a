package dev.browsersession.cdp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A websocket to the browser for each client, on the client's event loop, so that nothing is handed over between threads. */
final class OwnSockets extends Upstream {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);

    private final URI url;

    OwnSockets(URI url) {
        this.url = url;
    }

    @Override
    boolean isFar() {
        return false;
    }

    @Override
    CompletableFuture<UpstreamWire> open(EventLoop loop, UpstreamReader reader) {
        return BrowserSocket.open(loop, url, CONNECT_LIMIT, new FromBrowser(reader))
                .thenApply(OwnWire::new);
    }

    private record OwnWire(Channel browser, CompletableFuture<Void> closed) implements UpstreamWire {

        private OwnWire(Channel browser) {
            this(browser, new CompletableFuture<>());
            browser.closeFuture().addListener(done -> closed.complete(null));
        }

        @Override
        public void send(ByteBuf message) {
            browser.writeAndFlush(new TextWebSocketFrame(message));
        }

        @Override
        public boolean isWritable() {
            return browser.isWritable();
        }

        @Override
        public void read(boolean wanted) {
            browser.config().setAutoRead(wanted);
        }

        @Override
        public void close() {
            browser.close();
        }
    }

    private static final class FromBrowser extends SimpleChannelInboundHandler<WebSocketFrame> {

        private final UpstreamReader reader;

        private FromBrowser(UpstreamReader reader) {
            this.reader = reader;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (frame instanceof TextWebSocketFrame) {
                reader.fromBrowser(frame.content());
            } else if (frame instanceof CloseWebSocketFrame close) {
                reader.lost(
                        WebSocketCloseStatus.ENDPOINT_UNAVAILABLE,
                        "the browser closed the connection: " + close.reasonText());
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            reader.writabilityChanged();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            reader.lost(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, "the browser is gone");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            reader.lost(WebSocketCloseStatus.BAD_GATEWAY, CdpException.describe(cause));
        }
    }
}
