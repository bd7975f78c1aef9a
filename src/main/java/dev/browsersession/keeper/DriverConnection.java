package dev.browsersession.keeper;

import dev.browsersession.network.Hop;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BiConsumer;

/** A connection to a driver, for one exchange after the other. Lives on the event loop of the client's connection. */
final class DriverConnection extends ChannelInboundHandlerAdapter {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final int LONGEST_LINE = 16 << 10;
    private static final int LARGEST_HEAD = 64 << 10;
    private static final int CHUNK = 64 << 10;

    private final DriverAddress address;
    private final Hop hop;
    private Channel channel;
    private Exchange exchange;
    private boolean informational;
    private boolean closesAfterwards;

    private DriverConnection(DriverAddress address) {
        this.address = address;
        this.hop = Hop.forHttp(address.way(), address.host(), address.port(), address.secure());
    }

    /** Connects, and calls back on the event loop with the connection or with what went wrong. */
    static void connect(EventLoop loop, DriverAddress address, BiConsumer<DriverConnection, Throwable> callback) {
        DriverConnection connection = new DriverConnection(address);
        Hop hop = connection.hop;
        hop.connect(new Bootstrap()
                        .group(loop)
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(CONNECT_LIMIT.toMillis()))
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.SO_KEEPALIVE, true)
                        .handler(new ChannelInitializer<SocketChannel>() {
                            @Override
                            protected void initChannel(SocketChannel channel) throws IOException {
                                hop.layOut(channel, CONNECT_LIMIT);
                                channel.pipeline().addLast(new HttpClientCodec(LONGEST_LINE, LARGEST_HEAD, CHUNK));
                                hop.layOutRequests(channel);
                                channel.pipeline().addLast(connection);
                            }
                        }))
                .addListener(future -> callback.accept(future.isSuccess() ? connection : null, future.cause()));
    }

    boolean serves(DriverAddress driver) {
        return channel.isActive() && exchange == null && address.equals(driver);
    }

    void begin(Exchange next, HttpRequest request) {
        exchange = next;
        closesAfterwards = false;
        next.connected(this);
        channel.write(request);
    }

    /** Takes over the content; false when the driver cannot take more at the moment. */
    boolean write(HttpContent content, boolean last) {
        if (last) {
            channel.writeAndFlush(content);
        } else {
            channel.write(content);
        }
        return channel.isWritable();
    }

    void flush() {
        channel.flush();
    }

    void read(boolean wanted) {
        channel.config().setAutoRead(wanted);
    }

    void close() {
        exchange = null;
        channel.close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (exchange == null
                || ((message instanceof HttpResponse response)
                        && response.decoderResult().isFailure())) {
            ReferenceCountUtil.release(message);
            context.close();
            return;
        }
        if (message instanceof HttpResponse response) {
            informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if (!informational) {
                closesAfterwards = !HttpUtil.isKeepAlive(response);
                exchange.responseHead(response);
            }
        }
        if (message instanceof HttpContent content) {
            responseContent(content);
        }
    }

    private void responseContent(HttpContent content) {
        if (informational) {
            content.release();
            return;
        }
        Exchange current = exchange;
        if (content instanceof LastHttpContent) {
            exchange = null;
            current.responseEnd(content, !closesAfterwards);
        } else {
            read(current.responseContent(content));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (exchange != null) {
            exchange.flush();
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (exchange != null && channel.isWritable()) {
            exchange.driverTakesMore();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lost("closed the connection");
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        lost("cannot be talked to: " + hop.whatTheProxySays(cause).orElse(cause.getMessage()));
        context.close();
    }

    private void lost(String words) {
        Exchange current = exchange;
        exchange = null;
        if (current != null) {
            current.driverLost(words);
        }
    }
}
