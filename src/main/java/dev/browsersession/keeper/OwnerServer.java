package dev.browsersession.keeper;

import dev.browsersession.cdp.Newcomers;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Executor;

/** The Unix socket on which owners arrive. */
final class OwnerServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(OwnerServer.class.getName());

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
        ThisUser user = ThisUser.owning(directory);
        Newcomers newcomers = new Newcomers();
        LargeLines largeLines = new LargeLines();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerDomainSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (!user.isAtTheOtherEndOf(channel)) {
                            channel.close();
                            return;
                        }
                        owners.add(channel);
                        newcomers.add(channel);
                        OwnerLines lines = new OwnerLines(largeLines);
                        Runnable whenWelcome = () -> {
                            newcomers.known(channel);
                            lines.welcome();
                        };
                        channel.pipeline()
                                .addLast(lines)
                                .addLast(new OwnerHandler(requests, admission, workers, operators, whenWelcome));
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
        if (Files.getFileStore(bindable).supportsFileAttributeView(PosixFileAttributeView.class)) {
            // Whatever the umask of who started this keeper.
            Files.setPosixFilePermissions(bindable, PosixFilePermissions.fromString("rw-------"));
        }
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
