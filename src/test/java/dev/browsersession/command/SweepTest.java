package dev.browsersession.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.lease.Keeper;
import dev.browsersession.testkit.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code sweep}: what a keeper left that was killed together with its reaper. */
class SweepTest {

    private Calls calls;

    @BeforeEach
    void ownStateDirectory() throws IOException {
        calls = new Calls();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        calls.close();
    }

    @Test
    void whatADeadKeeperLeftIsNamedAndRemoved() throws Exception {
        String id = leaveABrowser();

        Calls.Outcome status = calls.call("status");
        assertThat(status.out())
                .contains("No keeper is running")
                .contains("A dead keeper left " + id + " (journal "
                        + keeperDirectory().resolve("journal"));

        Calls.Outcome sweep = calls.call("sweep");

        assertThat(sweep)
                .isEqualTo(new Calls.Outcome(
                        0, "Removed " + id + ", left by the keeper of " + keeperDirectory() + ".\n", ""));
        assertThat(Leftovers.processesNaming(calls.state())).isEmpty();
        assertThat(calls.state().resolve("s")).isEmptyDirectory();
        assertThat(calls.call("status").out()).doesNotContain("dead keeper");
        assertThat(calls.call("sweep")).isEqualTo(new Calls.Outcome(0, "Dead keepers have left nothing.\n", ""));
    }

    /** As its reaper does it. The journal still has it, since the keeper could not write any more. */
    @Test
    void whatHasBeenRemovedSinceAKeeperDiedIsNotSaidToBeLeft() throws IOException {
        Path keeper = Files.createDirectories(calls.state().resolve("k-0123456789ab"));
        Path sessions = Files.createDirectories(calls.state().resolve("s"));
        Path there = Files.createDirectory(sessions.resolve("bs-0123456789"));
        Files.writeString(keeper.resolve("pid"), "999999999");
        Files.writeString(
                keeper.resolve("journal"),
                entry("local-1", sessions.resolve("bs-9876543210"), 999_999_998) + entry("local-2", there, 0));

        assertThat(calls.call("status").out()).contains("A dead keeper left local-2 (journal ");

        Files.delete(there);
        assertThat(calls.call("status").out()).doesNotContain("dead keeper");
    }

    private static String entry(String key, Path directory, long pid) {
        return "{\"what\":\"started\",\"key\":\"" + key + "\",\"directory\":\"" + directory + "\",\"pid\":" + pid
                + ",\"startTime\":1}\n";
    }

    @Test
    void aLivingKeeperIsLeftAlone() {
        try (Keeper keeper = Keeper.open(calls.settings())) {
            keeper.acquire(Calls.browser("LoginTest", Duration.ofMinutes(5), null));

            assertThat(calls.call("sweep").out()).isEqualTo("Dead keepers have left nothing.\n");

            assertThat(calls.browsers()).isEqualTo(1);
        }
    }

    @Test
    void whatCannotBeRemovedIsNamed() throws IOException {
        Path keeper = Files.createDirectories(calls.state().resolve("k-0123456789ab"));
        Files.writeString(keeper.resolve("pid"), "999999999");
        Files.writeString(
                keeper.resolve("journal"),
                "{\"what\":\"directory\",\"key\":\"local-1\",\"directory\":\"/etc\",\"pid\":0,\"startTime\":0}\n");

        Calls.Outcome outcome = calls.call("sweep");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("Not removed: local-1: ").contains("is not a session's directory: '/etc'");
        assertThat(Path.of("/etc")).isNotEmptyDirectory();
    }

    /** The reaper first, while the keeper is halted, or it would start another. */
    private String leaveABrowser() throws Exception {
        try (Keeper keeper = Keeper.open(calls.settings())) {
            String id = keeper.acquire(Calls.browser("LoginTest", Duration.ofMinutes(5), null))
                    .session()
                    .id();
            ProcessHandle process = calls.keepers().get(0);
            ProcessHandle reaper = process.children()
                    .filter(child -> Leftovers.commandLineOf(child.pid()).contains("reaper"))
                    .findFirst()
                    .orElseThrow();
            signal("STOP", process);
            signal("KILL", reaper);
            signal("KILL", process);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> calls.keepers()
                    .isEmpty());
            assertThat(calls.browsers()).isEqualTo(1);
            return id;
        }
    }

    private Path keeperDirectory() throws IOException {
        try (Stream<Path> children = Files.list(calls.state())) {
            return children.filter(child -> child.getFileName().toString().startsWith("k-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void signal(String name, ProcessHandle process) throws Exception {
        new ProcessBuilder(List.of("kill", "-s", name, Long.toString(process.pid())))
                .start()
                .waitFor();
    }
}
