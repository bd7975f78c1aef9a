package example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.awaitility.Awaitility;

/**
 * A browser behind a script, which either becomes the browser or stays as its parent. It can hold back what the browser says,
 * and with it the port that the keeper waits for: its session is then being created until somebody decides otherwise.
 */
final class BrowserScript {

    private final Path script;
    private final Path heldBack;

    private BrowserScript(Path script, Path heldBack) {
        this.script = script;
        this.heldBack = heldBack;
    }

    static BrowserScript write(Path directory, Path browser, boolean staysAsParent) throws IOException {
        Path heldBack = directory.resolve("held-back");
        Path script = directory.resolve("browser");
        String start = staysAsParent ? "'" + browser + "' \"$@\" &\nwait $!\n" : "exec '" + browser + "' \"$@\"\n";
        Files.writeString(
                script, "#!/bin/sh\nif [ -e '" + heldBack + "' ]; then exec >'" + heldBack + "' 2>&1; fi\n" + start);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return new BrowserScript(script, heldBack);
    }

    Path path() {
        return script;
    }

    /** From now on nothing is heard of browsers that start. */
    void holdBack() throws IOException {
        Files.writeString(heldBack, "");
    }

    void awaitSilentBrowser() {
        Awaitility.await().until(() -> Files.readString(heldBack).contains("DevTools listening on"));
    }

    void letPass() throws IOException {
        Files.deleteIfExists(heldBack);
    }
}
