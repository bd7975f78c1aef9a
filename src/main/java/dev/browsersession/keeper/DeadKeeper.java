package dev.browsersession.keeper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a keeper left that is no longer alive. A keeper's life is the lock on its journal, so everything here is done under it. */
public final class DeadKeeper {

    private DeadKeeper() {}

    /** The keys of what it had written down; empty where the keeper lives. */
    public static List<String> leftBehind(Path directory) throws IOException {
        return underLock(directory, Journal::leftBehind).orElse(List.of());
    }

    /**
     * Removes what it left, and an embedded one's directory too, which nobody else will use.
     *
     * @return empty where the keeper lives
     */
    public static Optional<Journal.Recovery> recover(Path directory) throws IOException {
        Optional<Journal.Recovery> recovery =
                underLock(directory, journal -> journal.recover(ProcessGroups.forThisMachine()));
        boolean embedded = directory.getFileName().toString().startsWith("e-");
        if (embedded && recovery.filter(it -> it.left().isEmpty()).isPresent()) {
            delete(directory);
        }
        return recovery;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private interface Step<T> {
        T with(Journal journal) throws IOException;
    }

    /** A keeper writes down its process id once it has the lock. Without that, and with an empty journal, it may be starting. */
    private static <T> Optional<T> underLock(Path directory, Step<T> step) throws IOException {
        Path file = directory.resolve("journal");
        if (file.toFile().length() == 0 && !Files.exists(directory.resolve("pid"))) {
            return Optional.empty();
        }
        try (Journal journal = Journal.open(file)) {
            return Optional.of(step.with(journal));
        } catch (KeeperAlreadyRunning e) {
            return Optional.empty();
        }
    }
}
