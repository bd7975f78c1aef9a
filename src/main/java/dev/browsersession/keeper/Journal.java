package dev.browsersession.keeper;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What must survive this keeper's death: which processes and directories it is about to have. Written before it is done; the
 * lock on the file is held for life, and a dead keeper's entries are cleaned up under it.
 */
public final class Journal implements ProcessLog, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Journal.class.getName());

    /** One line. {@code what} is one of directory, started, ended. */
    record Entry(String what, String key, String directory, long pid, long startTime) {}

    /** Not used as a channel: an interrupt of a thread that writes would close it, and with it end the lock. */
    private final RandomAccessFile content;

    private final FileLock lock;
    private final FileIdentity file;
    private final Map<String, Entry> open = new LinkedHashMap<>();

    private Journal(RandomAccessFile content, FileLock lock, FileIdentity file) {
        this.content = content;
        this.lock = lock;
        this.file = file;
    }

    static Journal open(Path file) throws IOException {
        RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw");
        FileLock lock = tryLock(content.getChannel());
        if (lock == null) {
            content.close();
            throw new KeeperAlreadyRunning("another keeper holds " + file);
        }
        return new Journal(content, lock, FileIdentity.of(file));
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /**
     * What became of what a dead keeper left.
     *
     * @param removed the keys of what was still there
     * @param left what could not be removed, as sentences
     */
    public record Recovery(List<String> removed, List<String> left) {}

    /** What a dead keeper had written down and is still there, by key: its reaper may have removed it meanwhile. */
    synchronized List<String> leftBehind(ProcessGroups groups) throws IOException {
        List<String> left = new ArrayList<>();
        for (Entry entry : Entries.read(text()).values()) {
            if (LeftoverProcesses.isThere(groups, entry.pid(), entry.startTime(), Path.of(entry.directory()))) {
                left.add(entry.key());
            }
        }
        return left;
    }

    /** Removes what the keeper before this one left. What cannot be removed stays in the journal, for the next. */
    synchronized Recovery recover(ProcessGroups groups) throws IOException {
        String text = text();
        if (!text.isEmpty() && !text.endsWith("\n")) {
            // A line that was torn off must not swallow the next one.
            write("\n");
        }
        open.putAll(Entries.read(text));
        Recovery recovery = new Recovery(new ArrayList<>(), new ArrayList<>());
        for (Entry entry : List.copyOf(open.values())) {
            try {
                boolean found = LeftoverProcesses.clean(
                        groups, entry.key(), entry.pid(), entry.startTime(), Path.of(entry.directory()));
                if (found) {
                    LOG.log(Level.WARNING, "the keeper before this one left {0}; it is removed", entry.key());
                    recovery.removed().add(entry.key());
                }
                ended(entry.key());
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.WARNING, "what a dead keeper left cannot be removed: {0}", e.toString());
                recovery.left().add(entry.key() + ": " + e.getMessage());
            }
        }
        if (open.isEmpty()) {
            content.setLength(0);
        }
        return recovery;
    }

    /** False once its file was deleted, and perhaps replaced by that of another keeper: nobody finds this one any more. */
    boolean isInPlace() {
        return file.isInPlace();
    }

    synchronized boolean isEmpty() {
        return open.isEmpty();
    }

    private String text() throws IOException {
        byte[] bytes = new byte[(int) Math.min(content.length(), 64 << 20)];
        content.seek(0);
        content.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void directory(String key, Path directory) throws IOException {
        append(new Entry("directory", key, directory.toString(), 0, 0));
    }

    @Override
    public synchronized void started(String key, long pid, long startTime) throws IOException {
        Entry before = open.get(key);
        append(new Entry("started", key, before == null ? "" : before.directory(), pid, startTime));
    }

    @Override
    public synchronized void ended(String key) throws IOException {
        append(new Entry("ended", key, "", 0, 0));
        if (open.isEmpty()) {
            content.setLength(0);
        }
    }

    private void append(Entry entry) throws IOException {
        if (entry.what().equals("ended")) {
            open.remove(entry.key());
        } else {
            open.put(entry.key(), entry);
        }
        write(KeeperJson.write(entry) + "\n");
    }

    /** All of it or nothing: half a line, as a full disk leaves it, would spoil the next one. */
    private void write(String text) throws IOException {
        long end = content.length();
        try {
            content.seek(end);
            content.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            content.setLength(end);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        content.close();
    }

    /** Reads what was written, as far as it can be read: a keeper may have died in the middle of a line. */
    private static final class Entries {

        static Map<String, Entry> read(String text) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            text.lines().filter(line -> !line.isBlank()).forEach(line -> take(entries, line));
            return entries;
        }

        private static void take(Map<String, Entry> entries, String line) {
            Entry entry;
            try {
                entry = KeeperJson.read(line, Entry.class);
            } catch (IllegalArgumentException e) {
                LOG.log(Level.WARNING, "a line of the journal cannot be read and is left out: {0}", e.getMessage());
                return;
            }
            if (entry == null || entry.key() == null || entry.what() == null || entry.directory() == null) {
                LOG.log(Level.WARNING, "a line of the journal is no entry and is left out: {0}", line);
            } else if (entry.what().equals("ended")) {
                entries.remove(entry.key());
            } else {
                entries.put(entry.key(), entry);
            }
        }
    }
}
