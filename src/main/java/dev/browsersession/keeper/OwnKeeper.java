package dev.browsersession.keeper;

import dev.browsersession.keeper.live.WatchedSessions;
import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.Acquired;
import dev.browsersession.protocol.Hello;
import dev.browsersession.protocol.MessageTypes;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.ProcessHost;
import dev.browsersession.provider.ProviderFailure;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A keeper in this process, of whose sessions this process is an owner itself. They are in the journal, end with their ttl, are
 * listed and stopped by the command line, and are gone when this process is, like those of any owner.
 */
public final class OwnKeeper implements AutoCloseable {

    /** In its directory: the process that has it is no test JVM because of that. */
    public static final String MARK = "server";

    private final Keeper keeper;
    private final Path directory;
    private final Owner owner;

    private OwnKeeper(Keeper keeper, Path directory, String name) {
        this.keeper = keeper;
        this.directory = directory;
        long pid = ProcessHandle.current().pid();
        Hello hello = new Hello(MessageTypes.PROTOCOL, Operations.version(), pid, 0, false, name);
        // Whoever leases here asks the sessions themselves.
        this.owner = new Owner(hello, keeper.runs(), event -> {});
    }

    /**
     * Starts it.
     *
     * @param directory its own; deleted when it is closed
     * @param work where sessions have their directories
     * @param name of the owner
     */
    public static OwnKeeper start(Path directory, Path work, String name) throws IOException {
        OwnKeeper started = new OwnKeeper(EmbeddedEntry.open(directory, work, List.of()), directory, name);
        try {
            Files.createFile(directory.resolve(MARK));
        } catch (IOException e) {
            started.close();
            throw e;
        }
        return started;
    }

    /**
     * Creates a session, and leases it until it ends.
     *
     * @param environment of its browser
     * @param holder what it is for, in lists
     */
    public OwnSession create(SessionSpec spec, Map<String, String> environment, Path browser, String holder)
            throws ProviderFailure {
        Acquired acquired = keeper.sessions()
                .acquire(
                        owner,
                        new Acquire(
                                spec,
                                environment,
                                Access.NONE,
                                0,
                                browser == null ? null : browser.toString(),
                                holder,
                                null));
        return OwnSession.of(owner, keeper, acquired.lease());
    }

    /** Its sessions, to be watched. */
    public WatchedSessions watched() {
        return new LiveSessions(keeper.sessions(), workers());
    }

    /** For sockets; nothing may block there. */
    public EventLoopGroup loops() {
        return keeper.machinery().loops();
    }

    /** For what blocks. */
    public ExecutorService workers() {
        return keeper.machinery().workers();
    }

    /** For what happens later. Hands on to workers. */
    public ScheduledExecutorService timer() {
        return keeper.machinery().timer();
    }

    /** Directories and processes that end with this process. */
    public ProcessHost processes() {
        return keeper.machinery().processes();
    }

    /** Stops all sessions, and returns when they are gone. */
    @Override
    public void close() throws IOException {
        EmbeddedEntry.close(keeper, directory);
    }
}
