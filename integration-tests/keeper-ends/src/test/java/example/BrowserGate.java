package example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.awaitility.Awaitility;

/** A script in front of a browser: while it is shut, no browser starts, and none says why. One JVM may write it for another. */
record BrowserGate(Path directory) {

    void write(Path browser) throws IOException {
        Files.writeString(
                script(),
                "#!/bin/sh\nwhile [ -e '" + shut() + "' ]; do : >'" + waiting() + "'; sleep 0.05; done\nexec '"
                        + browser + "' \"$@\"\n");
        Files.setPosixFilePermissions(script(), PosixFilePermissions.fromString("rwx------"));
    }

    Path script() {
        return directory.resolve("browser");
    }

    private Path shut() {
        return directory.resolve("shut");
    }

    private Path waiting() {
        return directory.resolve("waiting");
    }

    void shutIt() throws IOException {
        Files.deleteIfExists(waiting());
        Files.writeString(shut(), "");
    }

    void awaitBrowser() {
        Awaitility.await().until(() -> Files.exists(waiting()));
    }

    void openIt() throws IOException {
        Files.deleteIfExists(shut());
    }
}
