package dev.browsersession.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserServer;
import dev.browsersession.lease.Keeper;
import dev.browsersession.lease.Lease;
import dev.browsersession.protocol.SharedName;
import dev.browsersession.protocol.Sharing;
import dev.browsersession.testkit.Haste;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code list} and {@code status}: what there is. */
class ListTest {

    private static final long PID = ProcessHandle.current().pid();

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
    void whereThereIsNothingASentenceSaysSo() {
        assertThat(calls.call("list")).isEqualTo(new Calls.Outcome(0, "No browser session is open.\n", ""));
        assertThat(calls.call("status"))
                .isEqualTo(new Calls.Outcome(0, "No keeper is running: no test needs a browser at the moment.\n", ""));
    }

    @Test
    void sessionsOfAllOwnersAreListed() {
        Sharing sharing = new Sharing(new SharedName("checkout", null), false, 0, 0);
        try (Keeper one = Keeper.open(calls.settings());
                Keeper other = Keeper.open(calls.settings())) {
            Lease own = one.acquire(Calls.browser("LoginTest", Duration.ofMinutes(5), null));
            Lease shared = one.acquire(Calls.browser("CartTest", Duration.ofHours(2), sharing));
            Lease again = other.acquire(Calls.browser("PayTest", Duration.ofHours(2), sharing));
            assertThat(again.session().id()).isEqualTo(shared.session().id());

            Calls.Outcome outcome = calls.call("list");

            assertThat(outcome.code()).isZero();
            assertThat(outcome.lines().get(0).split(" {2,}"))
                    .containsExactly(
                            "SESSION", "PROVIDER", "FOR", "AGE", "TTL LEFT", "KEEP-ALIVE", "SHARED AS", "LEASES");
            assertThat(outcome.lines()).hasSize(4);
            assertThat(outcome.lines().get(3))
                    .matches("To watch them in a browser: http://127\\.0\\.0\\.1:\\d+/all/[0-9a-f]{32}/");
            assertThat(outcome.lines())
                    .anySatisfy(line -> assertThat(line)
                            .matches(own.session().id() + " +local +LoginTest \\(pid " + PID
                                    + "\\) +\\d+s +4m\\d+s +no +- +1"))
                    .anySatisfy(line -> assertThat(line)
                            .matches(shared.session().id() + " +local +(CartTest|PayTest) \\(pid " + PID
                                    + "\\), (CartTest|PayTest) \\(pid " + PID
                                    + "\\) +\\d+s +1h59m +yes +checkout +2"));
            assertThat(outcome.lines().subList(0, 3)).as("columns").allSatisfy(line -> assertThat(
                            line.charAt(outcome.lines().get(0).indexOf("LEASES") - 1))
                    .isEqualTo(' '));
            assertThat(calls.call("stop", shared.session().id()).code()).isZero();
        }
    }

    @Test
    void aSharedSessionThatWaitsForItsNextTestIsNobodys() {
        Sharing sharing = new Sharing(new SharedName("checkout", null), false, 60_000, 0);
        try (Keeper keeper = Keeper.open(calls.settings())) {
            Lease lease = keeper.acquire(Calls.browser("CartTest", Duration.ofMinutes(5), sharing));
            lease.release(false);

            assertThat(calls.call("list").lines().get(1))
                    .matches(lease.session().id() + " +local +nobody +\\d+s +4m\\d+s +yes +checkout +0");

            assertThat(calls.call("stop", lease.session().id(), "--wait").code())
                    .isZero();
            assertThat(calls.browsers()).isZero();
        }
    }

    @Test
    void anOperatorIsNoOwner() {
        try (Keeper keeper = Keeper.open(calls.settings())) {
            keeper.acquire(Calls.browser("LoginTest", Duration.ofMinutes(5), null));
            long pid = calls.keepers().get(0).pid();

            Calls.Outcome outcome = calls.call("status");

            assertThat(outcome.code()).isZero();
            assertThat(outcome.lines().get(0).split(" {2,}"))
                    .containsExactly("KEEPER", "VERSION", "SINCE", "SESSIONS", "TEST JVMS", "MEMORY", "LOG");
            assertThat(outcome.lines()).hasSize(3);
            assertThat(outcome.lines().get(2))
                    .matches("To watch its sessions in a browser: http://127\\.0\\.0\\.1:\\d+/all/[0-9a-f]{32}/");
            assertThat(outcome.lines().get(1))
                    .matches(pid + " +\\d+\\.\\S+ +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d +1 +1 +[1-9]\\d+ MB +"
                            + keeper.log());
        }
    }

    @Test
    void anEmbeddedKeepersSessionsAreListedToo() {
        calls.set("browser.session.keeper", "embedded");
        try (Keeper keeper = Keeper.open(calls.settings())) {
            String id = keeper.acquire(Calls.browser("LoginTest", Duration.ofMinutes(5), null))
                    .session()
                    .id();
            assertThat(calls.call("list").out()).contains(id + "  local     LoginTest (pid " + PID + ")");
            assertThat(calls.call("status").out()).contains(PID + " (a test JVM)");
        }
    }

    @Test
    void aLocalServersKeeperIsNotSaidToBeATestJvms() {
        try (BrowserServer server =
                BrowserServer.builder().stateDirectory(calls.state()).start()) {
            assertThat(server.url()).isNotNull();
            assertThat(calls.call("status").lines().get(1))
                    .startsWith(PID + " (a local server) ")
                    .endsWith(" in its output");
        }
    }

    @Test
    void aKeeperThatDoesNotAnswerIsNamed() throws Exception {
        try (Keeper keeper = Keeper.open(calls.settings())) {
            ProcessHandle process = calls.keepers().get(0);
            signal("STOP", process);
            Haste haste = Haste.begin();
            try {
                Calls.Outcome list = calls.call("list");
                assertThat(list.code()).isEqualTo(1);
                assertThat(list.err())
                        .startsWith("Keeper " + process.pid() + " (version ")
                        .contains("log " + keeper.log())
                        .endsWith("has not answered for 2 s.\n");
                assertThat(calls.call("status").lines().get(1)).startsWith(Long.toString(process.pid()));
            } finally {
                haste.close();
                signal("CONT", process);
            }
        }
    }

    @Test
    void aKeeperOfAnotherVersionNeedsItsOwnJar() throws Exception {
        Path directory = Files.createDirectories(calls.state().resolve("k-0123456789ab"));
        calls.state().toFile().setExecutable(true, true);
        Files.writeString(directory.resolve("pid"), "4711");
        Files.writeString(directory.resolve("version"), "0.0.7");
        try (ServerSocketChannel server = KeeperOfOldVersion.listen(directory.resolve("sock"))) {
            Calls.Outcome list = calls.call("list");
            assertThat(list.code()).isEqualTo(1);
            assertThat(list.out()).isEmpty();
            assertThat(list.err())
                    .startsWith("Keeper 4711 (version 0.0.7, log " + directory.resolve("log") + ")")
                    .contains("ask it with its own version's jar");
            assertThat(calls.call("status").lines().get(1)).startsWith("4711    0.0.7");
            assertThat(server.isOpen()).isTrue();
        }
    }

    private static void signal(String name, ProcessHandle process) throws Exception {
        new ProcessBuilder(List.of("kill", "-s", name, Long.toString(process.pid())))
                .start()
                .waitFor();
    }
}
