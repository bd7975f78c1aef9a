package dev.browsersession.cdp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client that has the whole browser: its websocket, and the one to the browser that belongs to it. Both run on the client's
 * event loop. Each side is read only while the other takes what it is sent.
 */
public final class BrowserPipe {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);
    /** What is answered in the browser's place has few parameters. */
    private static final int LONGEST_ANSWERED = 64 << 10;

    private final Channel client;
    private final ClientSocket socket;
    private final Watch watch;
    private final AtomicBoolean over = new AtomicBoolean();
    private Channel browser;

    /** What somebody learns of a pipe, on its event loop: nothing here may block. */
    public interface Watch {

        /** The client is connected. */
        void opened(BrowserPipe pipe);

        /** The client has sent something. */
        void active();

        /** The methods that may be answered in the browser's place, or changed. */
        Set<String> answered();

        /** The result of a command of the client; empty where the browser is to be asked. */
        Optional<JsonNode> answer(String method, JsonNode parameters, BrowserPipe pipe);

        /** The parameters that a command goes on with in place of its own; empty where it goes as it came. */
        default Optional<JsonNode> instead(String method, JsonNode parameters) {
            return Optional.empty();
        }

        /** The pipe is over, or has never been open. Called once. */
        void closed();
    }

    private BrowserPipe(Channel client, Watch watch) {
        this.client = client;
        this.socket = new ClientSocket(client);
        this.watch = watch;
    }

    /**
     * Connects to the browser first: a client whose handshake succeeds has one. Called on the client's event loop. Releases the
     * request.
     *
     * @param client whose pipeline has HTTP's handlers alone
     */
    public static void open(Channel client, FullHttpRequest request, URI browserUrl, Watch watch) {
        BrowserPipe pipe = new BrowserPipe(client, watch);
        client.closeFuture().addListener(closed -> pipe.clientGone());
        BrowserSocket.open(client.eventLoop(), browserUrl, CONNECT_LIMIT, pipe.new FromBrowser())
                .whenComplete((channel, failure) -> {
                    if (failure != null) {
                        request.release();
                        ViewRequests.answer(client, HttpResponseStatus.BAD_GATEWAY, CdpException.describe(failure));
                    } else {
                        pipe.browser = channel;
                        pipe.shakeHands(request);
                    }
                });
    }

    private void shakeHands(FullHttpRequest request) {
        if (!client.isActive()) {
            request.release();
            browser.close();
            return;
        }
        socket.open(request, "ws://127.0.0.1/", new FromClient());
    }

    /** Closes the client's websocket, from any thread. The browser's end follows. */
    public void close(int status, String reason) {
        client.eventLoop().execute(() -> socket.close(WebSocketCloseStatus.valueOf(status), reason));
    }

    private void balance() {
        socket.read(browser.isWritable());
        browser.config().setAutoRead(socket.isWritable());
    }

    private void clientGone() {
        if (over.compareAndSet(false, true)) {
            if (browser != null) {
                browser.close();
            }
            watch.closed();
        }
    }

    private boolean answered(ByteBuf message) {
        if (message.readableBytes() > LONGEST_ANSWERED || !namesAnswered(message)) {
            return false;
        }
        try {
            JsonNode command = CdpJson.tree(message);
            String method = command.path("method").asString("");
            Optional<JsonNode> result = watch.answered().contains(method)
                    ? watch.answer(method, command.path("params"), this)
                    : Optional.empty();
            result.ifPresent(it -> socket.send(answer(command, it)));
            return result.isPresent() || changed(command, method);
        } catch (JacksonException e) {
            // The browser says what is wrong with it.
            return false;
        }
    }

    private boolean changed(JsonNode command, String method) {
        Optional<JsonNode> other =
                watch.answered().contains(method) ? watch.instead(method, command.path("params")) : Optional.empty();
        other.ifPresent(it -> {
            ObjectNode message = (ObjectNode) command;
            message.set("params", it);
            browser.writeAndFlush(new TextWebSocketFrame(CdpJson.bytes(message)));
        });
        return other.isPresent();
    }

    private boolean namesAnswered(ByteBuf message) {
        for (String method : watch.answered()) {
            ByteBuf name = Unpooled.wrappedBuffer(("\"" + method + "\"").getBytes(StandardCharsets.UTF_8));
            if (ByteBufUtil.indexOf(name, message) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static ByteBuf answer(JsonNode command, JsonNode result) {
        ObjectNode answer = CdpJson.object();
        answer.set("id", command.path("id"));
        answer.set("result", result);
        if (command.has("sessionId")) {
            answer.set("sessionId", command.get("sessionId"));
        }
        return CdpJson.bytes(answer);
    }

    private final class FromClient implements ClientSocket.Reader {

        @Override
        public void opened() {
            watch.opened(BrowserPipe.this);
            balance();
        }

        @Override
        public void fromClient(ByteBuf message) {
            watch.active();
            if (!answered(message)) {
                browser.writeAndFlush(new TextWebSocketFrame(message.retain()));
            }
            balance();
        }

        @Override
        public void writabilityChanged() {
            balance();
        }
    }

    private final class FromBrowser extends SimpleChannelInboundHandler<WebSocketFrame> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (frame instanceof TextWebSocketFrame) {
                socket.send(frame.content().retain());
                balance();
            } else if (frame instanceof CloseWebSocketFrame close) {
                socket.close(
                        WebSocketCloseStatus.ENDPOINT_UNAVAILABLE,
                        "the browser closed the connection: " + close.reasonText());
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (browser != null) {
                balance();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            socket.close(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, "the browser is gone");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            socket.close(WebSocketCloseStatus.BAD_GATEWAY, CdpException.describe(cause));
        }
    }
}
