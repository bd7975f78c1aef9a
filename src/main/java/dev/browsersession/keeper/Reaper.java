package dev.browsersession.keeper;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The keeper's hold on the script that outlives it: what is registered here is killed and deleted when the keeper is gone,
 * however it went. A script that ends while the keeper lives is replaced, and the new one is told everything.
 */
final class Reaper implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Reaper.class.getName());
    private static final int STARTS = 3;
    private static final long LAST_WORK_SECONDS = 20;

    private final ProcessGroups groups;
    // This object's lock guards all that follows.
    private final Map<Long, Entry> entries = new TreeMap<>();
    private long lastNumber;
    private ReaperProcess process;
    private boolean closed;

    private Reaper(ProcessGroups groups) {
        this.groups = groups;
    }

    static Reaper start(ProcessGroups groups) throws IOException {
        Reaper reaper = new Reaper(groups);
        synchronized (reaper) {
            reaper.ensureInformed();
        }
        return reaper;
    }

    /**
     * Registers a directory and returns when the script has it.
     *
     * @return the number under which it can be extended and forgotten
     */
    synchronized long register(Path directory) throws IOException {
        long number = ++lastNumber;
        try {
            put(number, new Entry(0, 0, directory));
        } catch (IOException e) {
            entries.remove(number);
            throw e;
        }
        return number;
    }

    /** Adds the process group to a registered directory and returns when the script has it. */
    synchronized void extend(long number, long group, long startTime) throws IOException {
        put(number, new Entry(group, startTime, entries.get(number).directory()));
    }

    /** Forgets what was registered under the number, because it is gone. */
    synchronized void forget(long number) throws IOException {
        entries.remove(number);
        tell("- " + number);
    }

    synchronized long pid() {
        return process.pid();
    }

    /** Lets the script do its last work on what is still registered, and waits for it. */
    @Override
    public void close() {
        ReaperProcess last;
        synchronized (this) {
            closed = true;
            last = process;
        }
        if (!last.endInput(LAST_WORK_SECONDS, TimeUnit.SECONDS)) {
            LOG.log(Level.WARNING, "The reaper (process {0}) is still cleaning up.", Long.toString(last.pid()));
        }
    }

    private void put(long number, Entry entry) throws IOException {
        entries.put(number, entry);
        tell(entry.line(number));
    }

    private void tell(String line) throws IOException {
        if (closed) {
            throw new IOException("the reaper has been closed");
        }
        ReaperProcess told = process;
        try {
            told.tell(line);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The reaper does not answer and is replaced.", e);
            told.destroy();
            ensureInformed();
        }
    }

    private void ensureInformed() throws IOException {
        IOException failure = null;
        for (int start = 0; start < STARTS; start++) {
            try {
                process = ReaperProcess.start(groups.reaper());
                // Answered once its traps are set: what cannot be ended by a signal may be relied on.
                process.tell("- 0");
                for (Map.Entry<Long, Entry> entry : entries.entrySet()) {
                    process.tell(entry.getValue().line(entry.getKey()));
                }
                ReaperProcess started = process;
                started.exited().thenRun(() -> replace(started));
                return;
            } catch (IOException e) {
                failure = e;
                if (process != null) {
                    process.destroy();
                }
            }
        }
        throw new IOException(
                "the reaper, without which no browser is started, cannot be run: " + failure.getMessage(), failure);
    }

    private synchronized void replace(ReaperProcess ended) {
        if (closed || ended != process) {
            return;
        }
        LOG.log(Level.WARNING, "The reaper (process {0}) has ended.", Long.toString(ended.pid()));
        try {
            ensureInformed();
            LOG.log(Level.INFO, "another has taken over (process {0})", Long.toString(process.pid()));
        } catch (IOException e) {
            LOG.log(Level.ERROR, "No reaper is running; the next browser start tries again.", e);
        }
    }

    private record Entry(long group, long startTime, Path directory) {
        private String line(long number) {
            return "+ " + number + " " + group + " " + startTime + " " + directory;
        }
    }
}
