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
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The websocket of a client that speaks CDP, on the event loop of its connection. */
final class ClientSocket {

    private static final long CLOSE_LIMIT_SECONDS = 5;
    /** What a close frame has room for. */
    private static final int MAX_REASON = 120;

    private final Channel channel;

    /** Who is told of it. */
    interface Reader {

        /** It is open; nothing is read before that. */
        void opened();

        /** A message that is released afterwards. */
        void fromClient(ByteBuf message);

        /** It takes no more for the moment, or takes more again. */
        void writabilityChanged();
    }

    /** @param channel whose pipeline has HTTP's handlers alone; it is not read until the handshake is over */
    ClientSocket(Channel channel) {
        this.channel = channel;
        channel.config().setAutoRead(false);
    }

    /**
     * Answers a request for a websocket, and releases it. Where that opens none, the connection is closed: it is not read, so
     * nobody would notice that the client has gone.
     */
    void open(FullHttpRequest request, String url, Reader reader) {
        try {
            WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory(
                            url, null, false, BrowserSocket.MAX_MESSAGE)
                    .newHandshaker(request);
            if (handshaker == null) {
                WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(channel)
                        .addListener(ChannelFutureListener.CLOSE);
                return;
            }
            channel.pipeline()
                    .addLast(new WebSocketFrameAggregator(BrowserSocket.MAX_MESSAGE))
                    .addLast(new Frames(reader));
            handshaker.handshake(channel, request).addListener(shaken -> {
                if (shaken.isSuccess()) {
                    reader.opened();
                } else {
                    channel.close();
                }
            });
        } catch (WebSocketHandshakeException e) {
            ViewRequests.answer(
                    channel, HttpResponseStatus.BAD_REQUEST, "That opens no websocket: " + e.getMessage() + ".");
        } finally {
            request.release();
        }
    }

    void send(ByteBuf message) {
        channel.writeAndFlush(new TextWebSocketFrame(message));
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    void read(boolean wanted) {
        channel.config().setAutoRead(wanted);
    }

    void close(WebSocketCloseStatus status, String reason) {
        close(new CloseWebSocketFrame(
                status.code(), reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason));
    }

    private void close(WebSocketFrame frame) {
        channel.writeAndFlush(frame).addListener(ChannelFutureListener.CLOSE);
        // A client that does not read would keep its connection, and what waits for it, for ever.
        Future<?> limit = channel.eventLoop().schedule(() -> channel.close(), CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS);
        channel.closeFuture().addListener(closed -> limit.cancel(false));
    }

    private final class Frames extends SimpleChannelInboundHandler<WebSocketFrame> {

        private final Reader reader;

        Frames(Reader reader) {
            this.reader = reader;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (frame instanceof TextWebSocketFrame) {
                reader.fromClient(frame.content());
            } else if (frame instanceof PingWebSocketFrame) {
                channel.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
            } else if (frame instanceof CloseWebSocketFrame) {
                close(frame.retain());
            } else if (!(frame instanceof PongWebSocketFrame)) {
                close(WebSocketCloseStatus.INVALID_MESSAGE_TYPE, "CDP messages are text");
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            reader.writabilityChanged();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            close(WebSocketCloseStatus.PROTOCOL_ERROR, CdpException.describe(cause));
        }
    }
}
