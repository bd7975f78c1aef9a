package dev.browsersession.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Waits, when the tests are over, until their keeper has left, and deletes their state directory. */
public final class StateDirectoryCleanup implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        // With several forks, Surefire looks for tests in Maven's own JVM, too. That one has no state directory.
        if (System.getProperty("browser.session.state-dir") == null) {
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(StateDirectoryCleanup::cleanUp, "state-directory-cleanup"));
    }

    private static void cleanUp() {
        Path directory = Leftovers.stateDirectory();
        if (!Files.exists(directory)) {
            return;
        }
        Awaitility.await().atMost(Duration.ofSeconds(25)).until(() -> Leftovers.processesNaming(directory.resolve("k-"))
                .isEmpty());
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
