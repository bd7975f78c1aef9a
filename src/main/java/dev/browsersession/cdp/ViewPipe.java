package dev.browsersession.cdp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * One client's websocket and its way to the browser. Both belong to the client's event loop, so nothing here is shared.
 */
final class ViewPipe implements ViewWires {

    private static final long CLOSE_LIMIT_SECONDS = 5;
    /** What a close frame has room for. */
    private static final int MAX_REASON = 120;

    private final ViewPort view;
    private final Channel client;
    private final ViewFilter filter;
    private final AskedAhead ahead;
    private UpstreamWire browser;

    ViewPipe(ViewPort view, Channel client) {
        this.view = view;
        this.client = client;
        this.filter = new ViewFilter(view.scope(), this);
        // Who connects while a driver is attaching is a ChromeDriver, and it alone is known to ask as is guessed.
        this.ahead = view.upstream().isFar() && view.isAttachAllowed() ? new AskedAhead(new Asking()) : null;
    }

    /** Connects to the browser first: a client whose handshake succeeds has one. Releases the request. */
    void open(FullHttpRequest request) {
        client.config().setAutoRead(false);
        view.upstream().open(client.eventLoop(), new FromBrowser()).whenComplete((wire, failure) -> {
            if (failure != null) {
                request.release();
                ViewRequests.answer(client, HttpResponseStatus.BAD_GATEWAY, CdpException.describe(failure));
            } else {
                browser = wire;
                shakeHands(request);
            }
        });
    }

    private void shakeHands(FullHttpRequest request) {
        view.piped(client, browser);
        client.closeFuture().addListener(closed -> clientGone());
        WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory(
                        view.webSocketUrl().value(), null, false, BrowserSocket.MAX_MESSAGE)
                .newHandshaker(request);
        if (handshaker == null) {
            request.release();
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(client)
                    .addListener(ChannelFutureListener.CLOSE);
            return;
        }
        client.pipeline().remove(ViewRequests.class);
        client.pipeline()
                .addLast(new WebSocketFrameAggregator(BrowserSocket.MAX_MESSAGE))
                .addLast(new FromClient());
        handshaker.handshake(client, request).addListener(shaken -> {
            request.release();
            if (shaken.isSuccess()) {
                balance();
            } else {
                client.close();
            }
        });
    }

    @Override
    public void toBrowser(ByteBuf message) {
        if (ahead == null) {
            browser.send(message);
        } else {
            ahead.fromClient(message);
        }
    }

    @Override
    public void toClient(ByteBuf message) {
        client.writeAndFlush(new TextWebSocketFrame(message));
    }

    /** Each side is read only while the other takes what it is sent. */
    private void balance() {
        client.config().setAutoRead(browser.isWritable() && !filter.isHolding());
        browser.read(client.isWritable());
    }

    private void clientGone() {
        filter.close();
        browser.close();
    }

    private void closeClient(WebSocketCloseStatus status, String reason) {
        String text = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
        client.writeAndFlush(new CloseWebSocketFrame(status, text)).addListener(ChannelFutureListener.CLOSE);
        // A client that does not read would keep its connection, and what waits for it, for ever.
        Future<?> limit = client.eventLoop().schedule(() -> client.close(), CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS);
        client.closeFuture().addListener(closed -> limit.cancel(false));
    }

    private final class FromClient extends SimpleChannelInboundHandler<WebSocketFrame> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (frame instanceof TextWebSocketFrame) {
                filter.fromClient(frame.content());
                balance();
            } else if (frame instanceof PingWebSocketFrame) {
                client.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
            } else if (frame instanceof CloseWebSocketFrame) {
                client.writeAndFlush(frame.retain()).addListener(ChannelFutureListener.CLOSE);
            } else if (!(frame instanceof PongWebSocketFrame)) {
                closeClient(WebSocketCloseStatus.INVALID_MESSAGE_TYPE, "CDP messages are text");
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            balance();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            closeClient(WebSocketCloseStatus.PROTOCOL_ERROR, CdpException.describe(cause));
        }
    }

    /** Stands between the filter and the browser. */
    private final class Asking implements ViewWires {

        @Override
        public void toBrowser(ByteBuf message) {
            browser.send(message);
        }

        @Override
        public void toClient(ByteBuf message) {
            filter.fromBrowser(message);
            message.release();
        }
    }

    private final class FromBrowser implements UpstreamReader {

        @Override
        public void fromBrowser(ByteBuf message) {
            if (ahead == null) {
                filter.fromBrowser(message);
            } else {
                ahead.fromBrowser(message);
            }
            balance();
        }

        @Override
        public void writabilityChanged() {
            balance();
        }

        @Override
        public void lost(WebSocketCloseStatus status, String reason) {
            closeClient(status, reason);
        }
    }
}
