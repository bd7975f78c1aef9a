package dev.browsersession.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.config.Settings;
import dev.browsersession.it.LinuxProcess;
import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.testkit.Leftovers;
import dev.browsersession.webdriver.BrowserFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A state directory for one test, whose keepers leave soon. Fails if they do not, or if they leave anything. */
final class OwnKeepers implements BeforeEachCallback, AfterEachCallback {

    private Path state;
    private String idle = "300ms";

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        state = Files.createTempDirectory(Path.of("/tmp"), "bs-k-");
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        awaitNone();
        assertThat(Leftovers.processesNaming(state)).isEmpty();
        try (Stream<Path> sessions = Files.list(state.resolve("s"))) {
            assertThat(sessions.toList()).isEmpty();
        }
        delete(state);
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    Path state() {
        return state;
    }

    /** How long keepers that are started from now on stay without an owner. */
    void idle(String duration) {
        idle = duration;
    }

    Keeper open() {
        return open(Map.of());
    }

    /** Opens the keeper of an owner with these variables in its environment too. */
    Keeper open(Map<String, String> more) {
        Map<String, String> parameters =
                Map.of("browser.session.state-dir", state.toString(), "browser.session.keeper-idle", idle);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(more);
        return Keeper.open(new Settings(name -> Optional.ofNullable(parameters.get(name)), environment));
    }

    List<ProcessHandle> processes() {
        return Leftovers.keepersOf(state);
    }

    ProcessHandle process() {
        assertThat(processes()).hasSize(1);
        return processes().get(0);
    }

    List<LinuxProcess> browsers() {
        return Leftovers.browsersOf(state);
    }

    static Acquire browser() {
        return new Acquire(
                new SessionSpec("local", Duration.ofMinutes(5).toMillis(), false, Map.of(), null),
                Environments.forBrowser(System.getenv()),
                Access.NONE,
                0,
                BrowserFinder.browser(null).toString(),
                "OwnKeepers",
                null);
    }

    /** Kills a keeper and its reaper so that neither can do anything about it: only its journal tells of what it had. */
    static void killWithReaper(ProcessHandle keeper) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-s", "STOP", Long.toString(keeper.pid()))
                .start()
                .waitFor();
        ProcessHandle reaper = keeper.children()
                .filter(child -> Leftovers.commandLineOf(child.pid()).contains("browser-session-reaper"))
                .findFirst()
                .orElseThrow();
        reaper.destroyForcibly();
        keeper.destroyForcibly();
        Awaitility.await()
                .until(() -> Leftovers.commandLineOf(reaper.pid()).isEmpty()
                        && Leftovers.commandLineOf(keeper.pid()).isEmpty());
    }

    void awaitNone() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> processes()
                .isEmpty());
    }

    /** The directories of all keepers that have been here. */
    List<Path> directories() throws IOException {
        try (Stream<Path> children = Files.list(state)) {
            return children.filter(child -> child.getFileName().toString().startsWith("k-"))
                    .toList();
        }
    }

    Path directory() throws IOException {
        assertThat(directories()).hasSize(1);
        return directories().get(0);
    }
}
