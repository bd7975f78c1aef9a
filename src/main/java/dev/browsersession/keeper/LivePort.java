package dev.browsersession.keeper;

import dev.browsersession.cdp.Newcomers;
import dev.browsersession.keeper.live.LiveAddress;
import dev.browsersession.keeper.live.LiveKeys;
import dev.browsersession.keeper.live.LiveView;
import dev.browsersession.keeper.live.WatchedSessions;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** The loopback port of the keeper's live view. It listens before there are sessions, which are told its address. */
final class LivePort implements AutoCloseable {

    private static final int LONGEST_LINE = 8 << 10;
    private static final int LARGEST_HEAD = 16 << 10;
    private static final int LARGEST_BODY = 4 << 10;

    private final Executor workers;
    private final Newcomers newcomers = new Newcomers();
    private final LiveKeys keys = LiveKeys.random();
    private Channel server;
    private volatile LiveView view;

    private LivePort(Executor workers) {
        this.workers = workers;
    }

    static LivePort open(EventLoopGroup loops, Executor workers) throws IOException {
        LivePort port = new LivePort(workers);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        port.newcomers.add(channel);
                        channel.pipeline()
                                .addLast(new HeadTimeLimit())
                                .addLast(new HttpServerCodec(LONGEST_LINE, LARGEST_HEAD, LARGEST_BODY))
                                .addLast(new HttpObjectAggregator(LARGEST_BODY))
                                .addLast(new LiveConnection(port));
                    }
                });
        try {
            port.server = bootstrap
                    .bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0))
                    .sync()
                    .channel();
            return port;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while opening a port for the live view", e);
        }
    }

    /** From now on these sessions are shown. */
    void show(WatchedSessions sessions) {
        Set<String> hosts = Set.of("127.0.0.1:" + number(), "localhost:" + number());
        view = new LiveView(sessions, keys, hosts::contains, LiveView.NOT_FRAMED);
    }

    LiveAddress address() {
        return new LiveAddress("http://127.0.0.1:" + number() + "/", keys);
    }

    /** Empty while nothing is shown yet. */
    Optional<LiveView> view() {
        return Optional.ofNullable(view);
    }

    Newcomers newcomers() {
        return newcomers;
    }

    Executor workers() {
        return workers;
    }

    private int number() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
    }
}
