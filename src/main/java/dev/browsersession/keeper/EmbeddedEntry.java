package dev.browsersession.keeper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The keeper inside a test JVM. Called by reflection, from another class loader; so only types of the JDK appear here. */
public final class EmbeddedEntry {

    private static final System.Logger LOG = System.getLogger(EmbeddedEntry.class.getName());

    /** Held, since a logger that nobody holds may be collected with its level. */
    private static final Logger KEEPERS_LOG = Logger.getLogger("dev.browsersession.keeper");

    /** As owners name the directory of an embedded keeper: by where process ids mean the same, and their own. */
    private static final Pattern DIRECTORY = Pattern.compile("(?<where>e-[0-9a-f]+-)(?<pid>\\d{1,18})-.*");

    /** It ends with its owner, who closes it. */
    private static final Duration NEVER_IDLE = Duration.ofDays(365);

    private EmbeddedEntry() {}

    /** Starts a keeper; closing it stops its sessions and deletes {@code directory}. */
    public static AutoCloseable start(Path directory, Path work, List<Path> providers) throws IOException {
        Keeper keeper = open(directory, work, providers);
        return () -> close(keeper, directory);
    }

    /** To be closed by {@link #close}. */
    static Keeper open(Path directory, Path work, List<Path> providers) throws IOException {
        if (KEEPERS_LOG.getLevel() == null) {
            // What it does is for its log; in a test's output there is room for what goes wrong.
            KEEPERS_LOG.setLevel(java.util.logging.Level.WARNING);
        }
        removeDead(directory, SessionJournal.in(directory));
        try {
            return Keeper.start(directory, work, NEVER_IDLE, providers, () -> {});
        } catch (IOException | RuntimeException e) {
            deleteUnlessSessionsAreLeft(directory);
            throw e;
        }
    }

    static void close(Keeper keeper, Path directory) throws IOException {
        keeper.close();
        deleteUnlessSessionsAreLeft(directory);
    }

    /** A test JVM that was killed could not delete its keeper's directory, and its reaper may have been killed with it. */
    private static void removeDead(Path own, SessionJournal heir) throws IOException {
        ProcessGroups groups = ProcessGroups.forThisMachine();
        try (Stream<Path> found = Files.list(own.getParent())) {
            found.filter(other -> mayBeDead(other, own, groups)).forEach(dead -> recover(dead, groups, heir));
        }
    }

    /** Another JVM may be doing the same at this moment, and be the faster one. */
    private static void recover(Path directory, ProcessGroups groups, SessionJournal heir) {
        try {
            boolean empty;
            try (Journal journal = Journal.open(directory.resolve("journal"))) {
                journal.recover(groups);
                heir.adopt(SessionJournal.in(directory));
                empty = journal.isEmpty();
            }
            if (empty) {
                delete(directory);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.INFO, "{0} stays for now: {1}", directory, e.toString());
        }
    }

    /**
     * Of this machine, and of a JVM that is gone, or that was gone before its process id was given out again: then nobody
     * holds the lock on what it wrote. A file that nothing was written to may have been made this moment. Never of this JVM:
     * closing a file drops all locks that a process has on it.
     */
    private static boolean mayBeDead(Path other, Path own, ProcessGroups groups) {
        Matcher named = DIRECTORY.matcher(other.getFileName().toString());
        if (!named.matches() || !own.getFileName().toString().startsWith(named.group("where"))) {
            return false;
        }
        long pid = Long.parseLong(named.group("pid"));
        boolean gone = groups.startTime(pid).isEmpty();
        return pid != ProcessHandle.current().pid()
                && (gone || other.resolve("journal").toFile().length() > 0);
    }

    /** What is written down of a session at a provider waits for the next keeper. */
    private static void deleteUnlessSessionsAreLeft(Path directory) throws IOException {
        if (SessionJournal.in(directory).isEmpty()) {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
