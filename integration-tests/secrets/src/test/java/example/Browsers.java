package example;

import dev.browsersession.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The browser processes of this scenario's sessions. */
final class Browsers {

    private Browsers() {}

    /** Kills the process that listens on the port of the session's connect URL: the only one of this scenario. */
    static void kill(Session session) throws IOException {
        String state = System.getenv("BROWSER_SESSION_STATE_DIR");
        ProcessHandle.allProcesses()
                .filter(process -> isBrowser(process, state))
                .forEach(ProcessHandle::destroyForcibly);
        System.out.println("killed the browser of " + session.id());
    }

    private static boolean isBrowser(ProcessHandle process, String state) {
        try {
            String command = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return command.contains("--user-data-dir=" + state) && !command.contains("--type=");
        } catch (IOException endedMeanwhile) {
            return false;
        }
    }
}
