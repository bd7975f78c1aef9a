package dev.browsersession.keeper;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ends a keeper that has had no session and no owner for a while. It stops listening under the lock that starters take, so an
 * owner either reaches a keeper that stays or finds none and starts another. A keeper that cannot be found any more, since its
 * directory was deleted, leaves as soon as nobody is connected.
 */
final class IdleExit implements Runnable, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(IdleExit.class.getName());

    private final Path startLock;
    private final Journal journal;
    private final OwnerServer server;
    private final BooleanSupplier keepsNothing;
    private final Duration idle;
    private final Runnable whenIdle;
    private Future<?> checks;
    private long busyAt = System.nanoTime();

    private IdleExit(
            Path directory,
            Journal journal,
            OwnerServer server,
            BooleanSupplier keepsNothing,
            Duration idle,
            Runnable whenIdle) {
        this.startLock = directory.resolve("start.lock");
        this.journal = journal;
        this.server = server;
        this.keepsNothing = keepsNothing;
        this.idle = idle;
        this.whenIdle = whenIdle;
    }

    static IdleExit watch(
            Path directory,
            Journal journal,
            OwnerServer server,
            BooleanSupplier keepsNothing,
            ScheduledExecutorService timer,
            Duration idle,
            Runnable whenIdle) {
        IdleExit exit = new IdleExit(directory, journal, server, keepsNothing, idle, whenIdle);
        long period = Math.max(1, Math.min(1000, idle.toMillis() / 4));
        exit.checks = timer.scheduleWithFixedDelay(exit, period, period, TimeUnit.MILLISECONDS);
        return exit;
    }

    @Override
    public void run() {
        boolean busy = server.hasOwners() || !keepsNothing.getAsBoolean();
        if (busy) {
            busyAt = System.nanoTime();
        }
        try {
            if (journal.isInPlace()) {
                server.keepListening();
                if (!busy && System.nanoTime() - busyAt > idle.toNanos()) {
                    leave();
                }
            } else if (!busy && server.closeIfNobodyIsHere()) {
                LOG.log(Level.WARNING, "the directory of this keeper is gone, so nobody can find it any more");
                end();
            }
        } catch (IOException | RuntimeException e) {
            // The next look may go better; an exception that got out would be the end of all looks.
            LOG.log(Level.WARNING, "the keeper cannot see after its socket, or leave: {0}", e.toString());
        }
    }

    private void leave() throws IOException {
        try (FileChannel channel = FileChannel.open(startLock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = tryLock(channel);
            if (lock != null && server.closeIfNobodyIsHere()) {
                LOG.log(Level.INFO, "nothing to keep for {0}", idle);
                end();
            }
        }
    }

    private void end() throws IOException {
        checks.cancel(false);
        try {
            server.close();
        } finally {
            whenIdle.run();
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        checks.cancel(false);
    }
}
