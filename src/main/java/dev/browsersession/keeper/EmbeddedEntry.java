package dev.browsersession.keeper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** The keeper inside a test JVM. Called by reflection, from another class loader; so only types of the JDK appear here. */
public final class EmbeddedEntry {

    /** It ends with its owner, who closes it. */
    private static final Duration NEVER_IDLE = Duration.ofDays(365);

    private EmbeddedEntry() {}

    /** Starts a keeper; closing it stops its sessions and deletes {@code directory}. */
    public static AutoCloseable start(Path directory, Path work) throws IOException {
        Keeper keeper = Keeper.start(directory, work, NEVER_IDLE, () -> {});
        return () -> {
            keeper.close();
            delete(directory);
        };
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
