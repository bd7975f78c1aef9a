package dev.browsersession.keeper;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Executor;

/** The Unix socket on which owners arrive. */
final class OwnerServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(OwnerServer.class.getName());

    /** Long enough for a browser extension in base64, the largest thing that a request carries. */
    private static final int LONGEST_LINE = 32 << 20;

    private final Path socket;
    private final ServerBootstrap bootstrap;
    private final ChannelGroup owners;
    private final Admission admission;
    private final Operators operators;
    // This object's lock guards all that follows.
    private Channel listener;
    private FileIdentity ours;
    private boolean closed;

    private OwnerServer(
            Path socket, ServerBootstrap bootstrap, ChannelGroup owners, Admission admission, Operators operators) {
        this.socket = socket;
        this.bootstrap = bootstrap;
        this.owners = owners;
        this.admission = admission;
        this.operators = operators;
    }

    /** Called under the journal's lock, so a socket file that is there belongs to nobody alive. */
    static OwnerServer listen(
            Path directory, EventLoopGroup loops, Requests requests, Operations operations, Executor workers)
            throws IOException {
        ChannelGroup owners = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        Admission admission = new Admission();
        Operators operators = new Operators(owners, operations);
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
                                .addLast(new OwnerHandler(requests, admission, workers, operators));
                    }
                });
        OwnerServer server = new OwnerServer(directory.resolve("sock"), bootstrap, owners, admission, operators);
        server.bind();
        return server;
    }

    /** Under a name of its own first: Netty deletes what it has bound when it closes, whoever has it by then. */
    private synchronized void bind() throws IOException {
        Path bindable = socket.resolveSibling("sock." + ProcessHandle.current().pid());
        Files.deleteIfExists(bindable);
        ChannelFuture bound =
                bootstrap.bind(UnixDomainSocketAddress.of(bindable)).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("it cannot be listened on " + bindable, bound.cause());
        }
        listener = bound.channel();
        ours = FileIdentity.of(
                Files.move(bindable, socket, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
    }

    /** Listens anew where somebody has deleted the socket's file, or put another in its place. */
    synchronized void keepListening() throws IOException {
        if (!closed && !ours.isInPlace()) {
            LOG.log(Level.WARNING, "the socket {0} was removed or replaced; it is made again", socket);
            listener.close().syncUninterruptibly();
            bind();
        }
    }

    boolean hasOwners() {
        return !owners.isEmpty();
    }

    /** From then on no owner is taken; false, and all goes on, where there is one. */
    boolean closeIfNobodyIsHere() {
        return admission.closeIfEmpty();
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            listener.close().syncUninterruptibly();
            ours.deleteIfInPlace();
        }
        owners.close().awaitUninterruptibly();
        operators.close();
    }

    @Override
    public String toString() {
        return "the owners' socket " + socket;
    }
}
