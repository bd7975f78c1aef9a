package dev.browsersession.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A state directory, and so a keeper, for one class of tests: this JVM's setting names it while it is open. */
public final class OwnStateDirectory implements AutoCloseable {

    private static final String SETTING = "browser.session.state-dir";

    private final String usual;
    private final Path own;

    private OwnStateDirectory(String usual, Path own) {
        this.usual = usual;
        this.own = own;
    }

    public static OwnStateDirectory begin() throws IOException {
        Path own = Files.createTempDirectory(Path.of("/tmp"), "bs-o-");
        return new OwnStateDirectory(System.setProperty(SETTING, own.toString()), own);
    }

    /** Waits until its keeper has left. */
    @Override
    public void close() throws IOException {
        System.setProperty(SETTING, usual);
        Awaitility.await("the keeper leaves, and leaves nothing")
                .atMost(Duration.ofSeconds(30))
                .until(() -> Leftovers.processesNaming(own).isEmpty());
        try (Stream<Path> all = Files.walk(own)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
