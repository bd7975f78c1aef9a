package dev.browsersession.cdp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import tools.jackson.databind.JsonNode;

/** Hands what a websocket receives to its {@link CdpConnection}. */
final class CdpMessages extends SimpleChannelInboundHandler<WebSocketFrame> {

    private final CdpConnection connection;

    CdpMessages(CdpConnection connection) {
        this.connection = connection;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame text) {
            if (!connection.wires().take(text.content())) {
                receive(CdpJson.tree(text.content()));
            }
        } else if (frame instanceof CloseWebSocketFrame close) {
            connection.ended("the browser closed it: " + close.statusCode() + " " + close.reasonText());
            context.close();
        }
    }

    private void receive(JsonNode message) {
        if (message.has("id")) {
            connection.answered(message.path("id").asInt(), message);
        } else if (message.has("method")) {
            connection.happened(new CdpEvent(
                    message.path("method").asString(),
                    message.path("sessionId").asString(null),
                    message.path("params")));
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        connection.wires().writabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connection.ended("the browser is gone");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // The open-source Browserless writes a plain HTTP 408 into an open websocket when a browser's time is over.
        connection.ended(
                cause instanceof CorruptedWebSocketFrameException
                        ? "what it was sent at the end is no websocket message, as where a time limit of the server is over"
                        : CdpException.describe(cause));
        context.close();
    }
}
