package dev.browsersession.keeper;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Everything that a keeper is made of, wired once and taken apart in the opposite order. */
final class Keeper implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Keeper.class.getName());
    private static final int EVENT_LOOPS = 2;

    private final Closing closing = new Closing();
    private final AtomicBoolean closed = new AtomicBoolean();
    private Machinery machinery;
    private Runs runs;
    private Sessions sessions;

    private Keeper() {}

    /**
     * Starts a keeper.
     *
     * @param directory its socket, journal and log; private to this user
     * @param work where its sessions have their directories
     * @param idle how long it may have neither an owner nor a session before it leaves
     * @param providerPath jars and directories with providers from outside
     * @param whenIdle called once when it has had nothing to keep for a while and no longer listens
     * @throws KeeperAlreadyRunning if another one holds the journal
     */
    static Keeper start(Path directory, Path work, Duration idle, List<Path> providerPath, Runnable whenIdle)
            throws IOException {
        Keeper keeper = new Keeper();
        try {
            keeper.wire(directory, work, idle, providerPath, whenIdle);
            return keeper;
        } catch (IOException | RuntimeException | Error e) {
            // Also a provider from outside that cannot be loaded, which is an Error.
            keeper.close();
            throw e;
        }
    }

    private void wire(Path directory, Path work, Duration idle, List<Path> providerPath, Runnable whenIdle)
            throws IOException {
        Journal journal = closing.add(Journal.open(directory.resolve("journal")));
        writeDown(
                directory.resolve("pid"), Long.toString(ProcessHandle.current().pid()));
        // For an operator of another version, who cannot ask for it.
        writeDown(directory.resolve("version"), Operations.version());
        ProcessGroups groups = ProcessGroups.forThisMachine();
        journal.recover(groups);
        Reaper reaper = closing.add(Reaper.start(groups));
        HostedProcesses processes = closing.add(new HostedProcesses(sessionDirectory(work), reaper, groups, journal));
        // After the event loops, which hand on to them to the last.
        ExecutorService workers = workers();
        closing.add(workers::shutdown);
        EventLoopGroup loops =
                new MultiThreadIoEventLoopGroup(EVENT_LOOPS, new Threads("keeper-loop"), NioIoHandler.newFactory());
        closing.add(() -> loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).sync());
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(new Threads("keeper-timer"));
        closing.add(timer::shutdownNow);
        ChromeDrivers drivers = closing.add(new ChromeDrivers(processes));
        WebDriverFront front = closing.add(WebDriverFront.open(loops));
        LivePort live = closing.add(LivePort.open(loops, workers));
        machinery = new Machinery(loops, workers, timer, processes, drivers, front, new ElapsedTime(), live.address());
        runs = closing.add(new Runs(groups, timer, workers));
        SessionJournal sessionJournal = SessionJournal.in(directory);
        LeftSessions left = new LeftSessions(sessionJournal, machinery);
        URLClassLoader loader = closing.add(Providers.loader(providerPath));
        Providers providers = Providers.load(loader)
                .kept(it -> new KeptProvider(it, sessionJournal, left, machinery, CallLimits.USUAL));
        left.recover(providers);
        sessions = closing.add(new Sessions(providers, machinery, runs, new KnownTags(directory)));
        live.show(new LiveSessions(sessions, workers));
        Path log = directory.resolve("log");
        OwnerServer server = closing.add(OwnerServer.listen(
                directory,
                loops,
                new Requests(sessions, runs, log, left::notices),
                new Operations(sessions, log, live.address(), workers),
                workers));
        closing.add(IdleExit.watch(
                directory, journal, server, () -> sessions.isEmpty() && left.isIdle(), timer, idle, whenIdle));
        LOG.log(
                Level.INFO,
                "keeper {0} listens in {1}",
                Long.toString(ProcessHandle.current().pid()),
                directory);
    }

    Machinery machinery() {
        return machinery;
    }

    Runs runs() {
        return runs;
    }

    Sessions sessions() {
        return sessions;
    }

    private void writeDown(Path file, String text) throws IOException {
        Files.writeString(file, text);
        closing.add(FileIdentity.of(file)::deleteIfInPlace);
    }

    /** As many as there is work for; a thread that has had none for a while goes. */
    private static ExecutorService workers() {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), new Threads("keeper-worker"));
    }

    private static Path sessionDirectory(Path work) throws IOException {
        return Files.createDirectories(work.resolve("s"));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            closing.close();
            LOG.log(Level.INFO, "keeper ends");
        }
    }
}
