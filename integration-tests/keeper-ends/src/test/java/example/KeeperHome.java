package example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.it.LinuxProcess;
import dev.browsersession.testkit.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A state directory of one test's own. Closing it ends its keepers, and fails if anything stays behind. */
record KeeperHome(Path state) implements AutoCloseable {

    private static final Duration NET = Duration.ofSeconds(30);

    static KeeperHome named(String name) throws IOException {
        return new KeeperHome(
                Files.createDirectories(Leftovers.stateDirectory()).resolve(name));
    }

    List<Long> keepers() {
        return KeeperProcesses.keepers(state);
    }

    /** All logs, one after the other. */
    String log() throws IOException {
        StringBuilder log = new StringBuilder();
        try (Stream<Path> children = Files.list(state)) {
            for (Path directory :
                    children.filter(child -> Files.exists(child.resolve("log"))).toList()) {
                log.append(Files.readString(directory.resolve("log")));
            }
        }
        return log.toString();
    }

    List<String> processes() {
        return LinuxProcess.all().stream()
                .filter(process -> process.mentions(state))
                .map(LinuxProcess::toString)
                .toList();
    }

    /** The browsers' own processes, without their children. */
    List<LinuxProcess> browsers() {
        return Leftovers.browsersOf(state);
    }

    @Override
    public void close() throws Exception {
        for (long keeper : keepers()) {
            Signals.send("TERM", keeper);
        }
        Awaitility.await().atMost(NET).untilAsserted(() -> assertThat(processes())
                .isEmpty());
        awaitNoSessions();
    }

    /** Nothing but owners is left. */
    void awaitNoSessions() {
        Awaitility.await().atMost(NET).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
            try (Stream<Path> sessions = Files.list(state.resolve("s"))) {
                assertThat(sessions).isEmpty();
            }
            assertThat(processes()).noneMatch(process -> process.contains(state.resolve("s") + "/"));
        });
    }
}
