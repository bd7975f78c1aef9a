package dev.browsersession.lease;

import dev.browsersession.KeeperException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Of all JVMs that want to start the same keeper, lets one at a time. */
final class StartLock {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final FileChannel channel;
    private final FileLock lock;

    private StartLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** What is done under the lock. */
    interface Step<T> {
        T run() throws IOException, InterruptedException;
    }

    static <T> T during(Path file, Duration limit, Step<T> step) throws IOException, InterruptedException {
        StartLock lock = take(file, limit);
        try {
            return step.run();
        } finally {
            lock.release();
        }
    }

    private static StartLock take(Path file, Duration limit) throws IOException, InterruptedException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            long deadline = System.nanoTime() + limit.toNanos();
            FileLock lock = tryLock(channel);
            while (lock == null) {
                if (System.nanoTime() > deadline) {
                    throw new KeeperException("Another JVM has been starting the keeper for " + limit.toSeconds()
                            + " s and holds " + file + ". End that JVM, or delete the file.");
                }
                Thread.sleep(PAUSE.toMillis());
                lock = tryLock(channel);
            }
            return new StartLock(channel, lock);
        } catch (IOException | InterruptedException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** A lock held elsewhere in this JVM, by the same library in another class loader, counts as held too. */
    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void release() throws IOException {
        lock.release();
        channel.close();
    }
}
