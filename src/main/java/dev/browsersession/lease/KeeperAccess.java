package dev.browsersession.lease;

import dev.browsersession.KeeperException;
import dev.browsersession.config.Settings;
import dev.browsersession.config.Values;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Finds the keeper that this owner shares with others, or starts it: in a process of its own, or in this JVM. */
final class KeeperAccess {

    /** Where the keeper runs. */
    enum Mode {
        DETACHED,
        EMBEDDED
    }

    private static final System.Logger LOG = System.getLogger(KeeperAccess.class.getName());
    private static final Duration IDLE = Duration.ofSeconds(60);
    /** Where it is not known yet whether it is a keeper that listens. */
    private static final Duration FIRST_GREETING = Duration.ofSeconds(5);

    private static final Duration GREETING = Duration.ofSeconds(15);
    /** A keeper that was told to end stops its sessions first. */
    private static final Duration LEAVING_LIMIT = Duration.ofSeconds(40);

    private static final Duration LEAVING_PAUSE = Duration.ofMillis(100);
    private static final Duration LOCK_LIMIT = Duration.ofSeconds(60);

    private final KeeperJar jar = KeeperJar.packed();
    private final Settings settings;
    private final ProviderPath providers;
    private final StateDirectory directory;

    KeeperAccess(Settings settings) {
        this.settings = settings;
        this.providers = ProviderPath.of(settings);
        this.directory = StateDirectory.choose(settings);
    }

    Keeper open() throws IOException, InterruptedException {
        Mode mode = settings.find("keeper")
                .map(value -> Values.constant(Mode.class, value.text(), value.source()))
                .orElse(Mode.DETACHED);
        return mode == Mode.EMBEDDED ? embedded() : detached();
    }

    private Keeper detached() throws IOException, InterruptedException {
        String key = "k-" + KeeperKey.of(jar.hash(), providers.hash(), settings.environment());
        KeeperPlace place = place(StateDirectory.secure(directory.state().resolve(key)));
        try {
            Keeper running = reach(place, FIRST_GREETING);
            if (running != null) {
                return running;
            }
        } catch (TimeoutException silent) {
            LOG.log(Level.DEBUG, "nothing is heard of what listens on {0}", place.socket());
        }
        Path file = jar.extract(directory.work());
        return StartLock.during(place.startLock(), LOCK_LIMIT, () -> reachOrStart(place, file));
    }

    /**
     * Under the lock, where no idle keeper leaves. The journal tells whether there is one at all: what else listens on the
     * socket is not waited for, and a keeper that starts takes the socket's place.
     */
    private Keeper reachOrStart(KeeperPlace place, Path file) throws IOException, InterruptedException {
        Duration idle = settings.find("keeper-idle")
                .map(value -> Values.duration(value.text(), value.source()))
                .orElse(IDLE);
        KeeperProcess process =
                new KeeperProcess(place, file, providers.copies(directory.work()), settings.environment(), idle);
        long deadline = System.nanoTime() + LEAVING_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            if (!place.isKept()) {
                process.start();
            }
            try {
                Keeper running = reach(place, GREETING);
                if (running != null) {
                    return running;
                }
            } catch (TimeoutException e) {
                throw new KeeperException(
                        "The keeper has not answered for " + GREETING.toSeconds() + " s. " + place.whichKeeper()
                                + " Is it stopped? Then end it, and its sessions with it, by: kill -KILL and its number.",
                        e);
            }
            Thread.sleep(LEAVING_PAUSE.toMillis());
        }
        throw new KeeperException("The keeper cannot be reached: one holds the journal, but none answers on "
                + place.socket() + ". " + place.whichKeeper());
    }

    private Keeper embedded() throws IOException, InterruptedException {
        KeeperPlace place = place(StateDirectory.secure(directory.state().resolve(EmbeddedKeeper.newName())));
        AutoCloseable keeper =
                EmbeddedKeeper.start(jar.extract(directory.work()), providers.copies(directory.work()), place);
        try {
            SocketChannel channel = connect(place.socket());
            if (channel == null) {
                throw new KeeperException("The embedded keeper does not listen on " + place.socket() + ".");
            }
            return greeted(new Keeper(channel, place, keeper), GREETING);
        } catch (IOException | TimeoutException | InterruptedException | KeeperException e) {
            close(keeper);
            throw e instanceof KeeperException failure
                    ? failure
                    : new KeeperException("The embedded keeper does not answer: " + e.getMessage(), e);
        }
    }

    /** Null where no keeper is, or one that is about to leave. */
    private Keeper reach(KeeperPlace place, Duration limit) throws IOException, InterruptedException, TimeoutException {
        SocketChannel channel = connect(place.socket());
        if (channel == null) {
            return null;
        }
        try {
            return greeted(new Keeper(channel, place, () -> {}), limit);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "what listens on {0} takes no owner: {1}", place.socket(), e.getMessage());
            return null;
        }
    }

    private Keeper greeted(Keeper keeper, Duration limit) throws IOException, InterruptedException, TimeoutException {
        try {
            keeper.greet(OwnHello.of(jar.version(), settings), limit);
            return keeper;
        } catch (IOException | InterruptedException | TimeoutException e) {
            keeper.disconnect();
            throw e;
        }
    }

    private static void close(AutoCloseable keeper) throws IOException {
        try {
            keeper.close();
        } catch (Exception e) {
            throw new IOException("the embedded keeper does not close", e);
        }
    }

    private KeeperPlace place(Path keeperDirectory) {
        return new KeeperPlace(keeperDirectory, directory.work());
    }

    /** Null where nothing listens: no socket, or one that a dead keeper left. */
    private static SocketChannel connect(Path socket) throws IOException {
        if (!Files.exists(socket)) {
            return null;
        }
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return channel;
        } catch (IOException e) {
            channel.close();
            return null;
        }
    }
}
