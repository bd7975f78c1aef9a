package dev.browsersession.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.browsersession.BrowserSessionException;
import dev.browsersession.ConfigurationException;
import dev.browsersession.config.Settings;
import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.SessionEnd;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.protocol.Stopped;
import dev.browsersession.testkit.Leftovers;
import dev.browsersession.webdriver.BrowserFinder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A keeper in a process of its own, as this JVM and others find it, leave it and lose it. */
class KeeperTest {

    private final Map<String, String> parameters = new HashMap<>();
    private Path state;

    @BeforeEach
    void ownStateDirectory() throws IOException {
        state = Files.createTempDirectory(Path.of("/tmp"), "bs-k-");
        parameters.put("browser.session.state-dir", state.toString());
        parameters.put("browser.session.keeper-idle", "300ms");
    }

    /** An idle keeper leaves by itself; what it had in its directory but a log and a lock is gone then. */
    @AfterEach
    void nothingIsLeft() throws IOException {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> keepers().isEmpty());
        assertThat(Leftovers.processesNaming(state)).isEmpty();
        try (Stream<Path> sessions = Files.list(state.resolve("s"))) {
            assertThat(sessions.toList()).isEmpty();
        }
        delete(state);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private Settings settings() {
        return new Settings(name -> Optional.ofNullable(parameters.get(name)), System.getenv());
    }

    private List<ProcessHandle> keepers() {
        return Leftovers.keepersOf(state);
    }

    private static Acquire browser(Duration ttl) {
        return new Acquire(
                new SessionSpec("local", ttl.toMillis(), false, Map.of(), null),
                Environments.forBrowser(System.getenv()),
                Access.NONE,
                0,
                BrowserFinder.browser(null).toString(),
                "KeeperTest",
                null);
    }

    @Test
    void ownersOfOneMachineShareOneKeeperWhichLeavesWhenNobodyNeedsIt() {
        try (Keeper first = Keeper.open(settings());
                Keeper second = Keeper.open(settings())) {
            assertThat(first.describe("local").runsHere()).isTrue();
            assertThat(second.describe("local").options()).isNotEmpty();
            assertThat(keepers()).hasSize(1);
        }
    }

    @Test
    void anOwnerThatIsGoneTakesItsSessionsAlongAndNoOthers() {
        try (Keeper staying = Keeper.open(settings())) {
            Lease kept = staying.acquire(browser(Duration.ofMinutes(5)));
            Keeper leaving = Keeper.open(settings());
            leaving.acquire(browser(Duration.ofMinutes(5)));
            assertThat(browsers()).isEqualTo(2);
            leaving.close();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> browsers() == 1);
            assertThat(kept.inspect().end()).isNull();
            assertThat(kept.release(false).stopped().orElseThrow().verified()).isTrue();
        }
    }

    private long browsers() {
        return Leftovers.browsersOf(state).size();
    }

    @Test
    void theTtlIsEnforcedByTheKeeper() {
        try (Keeper keeper = Keeper.open(settings())) {
            Lease lease = keeper.acquire(browser(Duration.ofSeconds(10)));
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> lease.end()
                    .isPresent());
            assertThat(lease.end().orElseThrow().cause()).isEqualTo(SessionEnd.Cause.TTL_REACHED);
            Stopped stopped = lease.release(false).stopped().orElseThrow();
            assertThat(stopped.verified()).isTrue();
            assertThat(browsers()).isZero();
        }
    }

    @Test
    void aKeeperWhoseDirectoryIsDeletedStopsItsSessionsAndLeaves() throws IOException {
        try (Keeper keeper = Keeper.open(settings())) {
            Lease lease = keeper.acquire(browser(Duration.ofMinutes(5)));
            // In one step: a keeper that looks while files go one by one can put its socket back between them.
            delete(Files.move(keeperDirectory(), state.resolve("deleted")));
            assertThat(lease.release(false).stopped().orElseThrow().problem()).isNull();
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> keepers().isEmpty());
    }

    @Test
    void anEmbeddedKeeperLeavesNothingAndRemovesWhatADeadOneLeft() throws IOException {
        Path dead = Files.createDirectories(state.resolve("e-" + KeeperKey.ofProcessIds() + "-999999999-1"));
        Path session = Files.createDirectories(state.resolve("s/bs-0123456789"));
        Files.writeString(
                dead.resolve("journal"),
                "{\"what\":\"directory\",\"key\":\"x\",\"directory\":\"" + session + "\",\"pid\":0,\"startTime\":0}\n");
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx------"));
        parameters.put("browser.session.keeper", "embedded");
        try (Keeper keeper = Keeper.open(settings())) {
            assertThat(dead).doesNotExist();
            assertThat(session).doesNotExist();
            Lease lease = keeper.acquire(browser(Duration.ofMinutes(5)));
            assertThat(browsers()).isEqualTo(1);
            assertThat(lease.inspect().end()).isNull();
        }
        assertThat(browsers()).isZero();
        try (Stream<Path> children = Files.list(state)) {
            assertThat(children.map(child -> child.getFileName().toString())).containsExactlyInAnyOrder("jars", "s");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "TERM"})
    void aKeeperThatIsKilledLeavesNothingAndTheNextOneTakesOver(String signal) throws Exception {
        Keeper keeper = Keeper.open(settings());
        Lease lease = keeper.acquire(browser(Duration.ofMinutes(5)));
        long pid = keepers().get(0).pid();
        new ProcessBuilder("kill", "-s", signal, Long.toString(pid)).start().waitFor();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> browsers() == 0);
        Awaitility.await().until(() -> !keeper.isOpen());
        assertThat(lease.inspect().end().cause()).isEqualTo(SessionEnd.Cause.KEEPER_ENDED);
        assertThat(lease.inspect().end().detail()).startsWith("process " + pid + ", log " + state);
        keeper.close();
        try (Keeper next = Keeper.open(settings())) {
            assertThat(next.acquire(browser(Duration.ofMinutes(5)))
                            .release(false)
                            .stopped()
                            .orElseThrow()
                            .verified())
                    .isTrue();
        }
    }

    @Test
    void aDeadKeepersSocketAndATruncatedJournalAreNoObstacle() throws Exception {
        Keeper.open(settings()).close();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> keepers().isEmpty());
        Path directory = keeperDirectory();
        Files.writeString(directory.resolve("journal"), "{\"what\":\"started\",\"key\":\"a\",\"dire");
        Files.writeString(directory.resolve("sock"), "not a socket");
        try (Keeper keeper = Keeper.open(settings())) {
            assertThat(keeper.describe("local").provider()).isEqualTo("local");
        }
    }

    private Path keeperDirectory() throws IOException {
        try (Stream<Path> children = Files.list(state)) {
            return children.filter(child -> child.getFileName().toString().startsWith("k-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "{}",
                "{\"id\":1,\"type\":\"Inspect\",\"body\":{\"lease\":\"x\"}}",
                "{\"id\":1,\"type\":\"Hello\",\"body\":{\"protocol\":99,\"version\":\"x\",\"pid\":1}}",
                "[1,2",
                "\u0000\u0001"
            })
    void badInputGetsOneSentenceAndDoesNotEndTheKeeper(String line) throws Exception {
        try (Keeper keeper = Keeper.open(settings())) {
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(UnixDomainSocketAddress.of(keeperDirectory().resolve("sock")));
                channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
                String answer = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer)
                        .contains("\"Failure\"")
                        .contains("BAD_REQUEST")
                        .hasLineCount(1);
            }
            assertThat(keeper.describe("local").provider()).isEqualTo("local");
        }
    }

    @Test
    void leasesOfOthersCannotBeUsed() throws Exception {
        try (Keeper owner = Keeper.open(settings());
                SocketChannel other = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            Lease lease = owner.acquire(browser(Duration.ofMinutes(5)));
            other.connect(UnixDomainSocketAddress.of(keeperDirectory().resolve("sock")));
            OutputStream out = Channels.newOutputStream(other);
            out.write("{\"id\":1,\"type\":\"Hello\",\"body\":{\"protocol\":1,\"version\":\"x\",\"pid\":1}}\n"
                    .getBytes(StandardCharsets.UTF_8));
            for (String type : List.of("Inspect", "OpenView", "Clear", "Stop", "Release")) {
                out.write(("{\"id\":2,\"type\":\"" + type + "\",\"body\":{\"lease\":\"" + lease.id() + "\"}}\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
            other.shutdownOutput();
            assertThat(lease.inspect().end()).isNull();
            assertThat(lease.release(false).stopped().orElseThrow().verified()).isTrue();
        }
    }

    @Test
    void anOwnersWrongProviderIsItsError() {
        try (Keeper keeper = Keeper.open(settings())) {
            assertThatThrownBy(() -> keeper.describe("nowhere"))
                    .isInstanceOf(ConfigurationException.class)
                    .isInstanceOf(BrowserSessionException.class);
        }
    }

    @Test
    void theKeeperCarriesNothingOfItsStartersEnvironmentButWhatItNeeds() throws Exception {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("JENKINS_NODE_COOKIE", "cookie");
        environment.put("JAVA_TOOL_OPTIONS", "-agentlib:jdwp=transport=dt_socket,server=y,address=1");
        environment.put("BROWSERLESS_TOKEN", "secret");
        Settings settings = new Settings(name -> Optional.ofNullable(parameters.get(name)), environment);
        try (Keeper keeper = Keeper.open(settings)) {
            assertThat(keeper.isOpen()).isTrue();
            String seen = Files.readString(
                    Path.of("/proc", Long.toString(keepers().get(0).pid()), "environ"));
            assertThat(seen).contains("PATH=").doesNotContain("cookie", "JAVA_TOOL_OPTIONS", "secret");
        }
    }
}
