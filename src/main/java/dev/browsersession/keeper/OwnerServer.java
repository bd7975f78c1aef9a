package dev.browsersession.keeper;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;

/** The Unix socket on which owners arrive. */
final class OwnerServer implements AutoCloseable {

    /** Long enough for a browser extension in base64, the largest thing that a request carries. */
    private static final int LONGEST_LINE = 32 << 20;

    private final Path socket;
    private final Channel listener;
    private final ChannelGroup owners;

    private OwnerServer(Path socket, Channel listener, ChannelGroup owners) {
        this.socket = socket;
        this.listener = listener;
        this.owners = owners;
    }

    /** Called under the journal's lock, so a socket file that is there belongs to nobody alive. */
    static OwnerServer listen(Path directory, EventLoopGroup loops, Requests requests, Executor workers)
            throws IOException {
        Path socket = directory.resolve("sock");
        Files.deleteIfExists(socket);
        ChannelGroup owners = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerDomainSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        owners.add(channel);
                        channel.pipeline()
                                .addLast(new LineBasedFrameDecoder(LONGEST_LINE))
                                .addLast(new StringDecoder(StandardCharsets.UTF_8))
                                .addLast(new OwnerHandler(requests, workers));
                    }
                });
        Channel listener = bootstrap
                .bind(UnixDomainSocketAddress.of(socket))
                .syncUninterruptibly()
                .channel();
        return new OwnerServer(socket, listener, owners);
    }

    boolean hasOwners() {
        return !owners.isEmpty();
    }

    @Override
    public void close() throws IOException {
        listener.close().syncUninterruptibly();
        Files.deleteIfExists(socket);
        owners.close().awaitUninterruptibly();
    }

    @Override
    public String toString() {
        return "the owners' socket " + socket;
    }
}
