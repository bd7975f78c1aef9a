package dev.browsersession.keeper.server;

import dev.browsersession.cdp.Newcomers;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The port that the server listens on. */
final class ServerPort implements AutoCloseable {

    private static final int LONGEST_LINE = 64 << 10;
    private static final int LARGEST_HEAD = 64 << 10;
    private static final int CHUNK = 64 << 10;
    private static final long CLOSE_LIMIT_SECONDS = 5;

    private final ChannelGroup channels = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);
    private final Newcomers newcomers = new Newcomers();
    private final Switchboard switchboard;
    private final Executor workers;
    private InetSocketAddress address;

    private ServerPort(Switchboard switchboard, Executor workers) {
        this.switchboard = switchboard;
        this.workers = workers;
    }

    static ServerPort open(EventLoopGroup loops, Executor workers, InetSocketAddress wanted, Switchboard switchboard)
            throws IOException {
        ServerPort port = new ServerPort(switchboard, workers);
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        port.accept(channel);
                    }
                })
                .bind(wanted)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "The server cannot listen on " + wanted.getHostString() + ":" + wanted.getPort() + " ("
                            + bound.cause().getMessage() + ").",
                    bound.cause());
        }
        port.address = (InetSocketAddress) bound.channel().localAddress();
        port.channels.add(bound.channel());
        return port;
    }

    private void accept(Channel channel) {
        channels.add(channel);
        newcomers.add(channel);
        channel.pipeline()
                .addLast(new RequestTime())
                .addLast(new HttpServerCodec(LONGEST_LINE, LARGEST_HEAD, CHUNK))
                .addLast(new Intake(switchboard))
                .addLast(new BodySize(switchboard))
                .addLast(new HttpObjectAggregator(BodyLimit.LARGEST, true))
                .addLast(new FlowControlHandler())
                .addLast(new Calls(switchboard, workers, newcomers));
    }

    int port() {
        return address.getPort();
    }

    /** Closes the port and all connections, websockets included. */
    @Override
    public void close() {
        channels.close().awaitUninterruptibly(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
