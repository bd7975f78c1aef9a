package dev.browsersession.keeper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a keeper left that is no longer alive. A keeper's life is the lock on its journal, so everything here is done under it. */
public final class DeadKeeper {

    private DeadKeeper() {}

    /** The names of what it had written down, but for what is gone from this machine; empty where the keeper lives. */
    public static List<String> leftBehind(Path directory) throws IOException {
        return underLock(directory, journal -> {
                    List<String> names = new ArrayList<>(journal.leftBehind(ProcessGroups.forThisMachine()));
                    SessionJournal.in(directory)
                            .left()
                            .forEach(session -> names.add(session.name() + " at " + session.provider()));
                    return names;
                })
                .orElse(List.of());
    }

    /**
     * Removes what it left, on this machine and at providers.
     *
     * @return empty where the keeper lives
     */
    public static Optional<Journal.Recovery> recover(Path directory, ProviderSweep atProviders) throws IOException {
        return underLock(directory, journal -> {
            Journal.Recovery recovery = journal.recover(ProcessGroups.forThisMachine());
            Journal.Recovery more = atProviders.writtenDown(SessionJournal.in(directory));
            recovery.removed().addAll(more.removed());
            recovery.left().addAll(more.left());
            return recovery;
        });
    }

    /** Whether the keeper of a directory lives. */
    static boolean lives(Path directory) throws IOException {
        // A lock of this process would end with a look at its file: an embedded keeper may not be alone.
        Path pid = directory.resolve("pid");
        if (Files.exists(pid)
                && Files.readString(pid)
                        .strip()
                        .equals(Long.toString(ProcessHandle.current().pid()))) {
            return true;
        }
        return underLock(directory, journal -> false).orElse(true);
    }

    private interface Step<T> {
        T with(Journal journal) throws IOException;
    }

    /** A keeper writes down its process id once it has the lock. Without that, and with an empty journal, it may be starting. */
    private static <T> Optional<T> underLock(Path directory, Step<T> step) throws IOException {
        Path file = directory.resolve("journal");
        boolean nothingWritten =
                file.toFile().length() == 0 && SessionJournal.in(directory).isEmpty();
        if (nothingWritten && !Files.exists(directory.resolve("pid"))) {
            return Optional.empty();
        }
        try (Journal journal = Journal.open(file)) {
            return Optional.of(step.with(journal));
        } catch (KeeperAlreadyRunning e) {
            return Optional.empty();
        }
    }
}
