package dev.browsersession.lease;

import dev.browsersession.KeeperException;
import dev.browsersession.config.Settings;
import dev.browsersession.config.Values;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Finds the keeper that this owner shares with others, or starts it: in a process of its own, or in this JVM. */
final class KeeperAccess {

    /** Where the keeper runs. */
    enum Mode {
        DETACHED,
        EMBEDDED
    }

    private static final Duration IDLE = Duration.ofSeconds(60);
    /** A keeper that was told to end stops its sessions first. */
    private static final Duration LEAVING_LIMIT = Duration.ofSeconds(40);

    private static final Duration LEAVING_PAUSE = Duration.ofMillis(100);
    private static final Duration LOCK_LIMIT = Duration.ofSeconds(60);

    private final KeeperJar jar = KeeperJar.packed();
    private final Settings settings;
    private final StateDirectory directory;

    KeeperAccess(Settings settings) {
        this.settings = settings;
        this.directory = StateDirectory.choose(settings);
    }

    /** A connected channel, the place of the keeper behind it, and what must be closed after the channel. */
    record Access(SocketChannel channel, KeeperPlace place, AutoCloseable afterwards) {}

    String version() {
        return jar.version();
    }

    Access open() throws IOException, InterruptedException {
        Mode mode = settings.find("keeper")
                .map(value -> Values.constant(Mode.class, value.text(), value.source()))
                .orElse(Mode.DETACHED);
        return mode == Mode.EMBEDDED ? embedded() : detached();
    }

    private Access detached() throws IOException, InterruptedException {
        String key = "k-" + KeeperKey.of(jar.hash(), settings.environment());
        KeeperPlace place = place(StateDirectory.secure(directory.state().resolve(key)));
        SocketChannel running = connect(place.socket());
        if (running != null) {
            return new Access(running, place, () -> {});
        }
        Path file = jar.extract(directory.work());
        SocketChannel channel = StartLock.during(place.startLock(), LOCK_LIMIT, () -> connectOrStart(place, file));
        return new Access(channel, place, () -> {});
    }

    private SocketChannel connectOrStart(KeeperPlace place, Path file) throws IOException, InterruptedException {
        Duration idle = settings.find("keeper-idle")
                .map(value -> Values.duration(value.text(), value.source()))
                .orElse(IDLE);
        KeeperProcess process = new KeeperProcess(place, file, settings.environment(), idle);
        long deadline = System.nanoTime() + LEAVING_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            SocketChannel running = connect(place.socket());
            if (running != null) {
                return running;
            }
            if (!process.start()) {
                Thread.sleep(LEAVING_PAUSE.toMillis());
            }
        }
        throw new KeeperException("The keeper cannot be reached: none listens on " + place.socket()
                + ", but one holds the journal beside it. Its log is " + place.log() + ".");
    }

    private Access embedded() throws IOException {
        String name = "e-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime() & 0xffffff);
        KeeperPlace place = place(StateDirectory.secure(directory.state().resolve(name)));
        AutoCloseable keeper = EmbeddedKeeper.start(jar.extract(directory.work()), place);
        SocketChannel channel = connect(place.socket());
        if (channel == null) {
            close(keeper);
            throw new KeeperException("The embedded keeper does not listen on " + place.socket() + ".");
        }
        return new Access(channel, place, keeper);
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
