package example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** How a keeper is ended. */
enum HowItEnds {
    KILL("SIGKILL of the keeper") {
        @Override
        void end(KeeperProcesses processes) throws IOException, InterruptedException {
            Signals.send("KILL", processes.keeper());
        }
    },
    /** It goes on for a moment: a test that follows at once may have its session still. */
    TERM("SIGTERM of the keeper") {
        @Override
        void end(KeeperProcesses processes) throws IOException, InterruptedException {
            Signals.send("TERM", processes.keeper());
            Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> !hasOwners(processes.keeper()));
        }
    },
    /** So nothing but the journal is left. The keeper is stopped first, or it would start another reaper in between. */
    WITH_REAPER("SIGKILL of the reaper and the keeper at once") {
        @Override
        void end(KeeperProcesses processes) throws IOException, InterruptedException {
            Signals.send("STOP", processes.keeper());
            Signals.send("KILL", processes.reaper());
            Signals.send("KILL", processes.keeper());
        }
    };

    private final String words;

    HowItEnds(String words) {
        this.words = words;
    }

    /** Whether a socket is there that it has bound, or a connection to that. The name is the one that it binds first. */
    private static boolean hasOwners(long keeper) throws IOException {
        return Files.readAllLines(Path.of("/proc/net/unix")).stream()
                .anyMatch(line -> line.endsWith("/sock." + keeper));
    }

    abstract void end(KeeperProcesses processes) throws IOException, InterruptedException;

    @Override
    public String toString() {
        return words;
    }
}
