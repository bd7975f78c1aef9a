package dev.browsersession.attack;

import dev.browsersession.config.Settings;
import dev.browsersession.lease.Environments;
import dev.browsersession.lease.Keeper;
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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A keeper in a process and a state directory of its own. Closing it checks that it ends by itself and leaves nothing. */
final class KeeperUnderAttack implements AutoCloseable {

    private final Path state;
    private final Settings settings;
    private final Keeper owner;

    private KeeperUnderAttack(Path state, Settings settings) {
        this.state = state;
        this.settings = settings;
        this.owner = Keeper.open(settings);
    }

    static KeeperUnderAttack start() throws IOException {
        return start(Map.of());
    }

    /** @param variables what the environment of its owner has besides this JVM's */
    static KeeperUnderAttack start(Map<String, String> variables) throws IOException {
        Path state = Files.createTempDirectory(Path.of("/tmp"), "bs-a-");
        Map<String, String> parameters =
                Map.of("browser.session.state-dir", state.toString(), "browser.session.keeper-idle", "300ms");
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(variables);
        return new KeeperUnderAttack(
                state, new Settings(name -> Optional.ofNullable(parameters.get(name)), environment));
    }

    /** The owner that is not to notice anything. */
    Keeper owner() {
        return owner;
    }

    Settings settings() {
        return settings;
    }

    Path state() {
        return state;
    }

    Path directory() throws IOException {
        try (Stream<Path> children = Files.list(state)) {
            return children.filter(child -> child.getFileName().toString().startsWith("k-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    Path socket() throws IOException {
        return directory().resolve("sock");
    }

    long pid() throws IOException {
        return Long.parseLong(Files.readString(directory().resolve("pid")));
    }

    String log() throws IOException {
        return Files.readString(directory().resolve("log"));
    }

    /** What asks for a browser of this machine. */
    static Acquire browser() {
        return browser(Map.of());
    }

    static Acquire browser(Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(variables);
        return new Acquire(
                new SessionSpec("local", Duration.ofMinutes(10).toMillis(), false, Map.of(), null),
                Environments.forBrowser(environment),
                Access.NONE,
                0,
                BrowserFinder.browser(null).toString(),
                "an attack",
                null);
    }

    @Override
    public void close() throws IOException {
        owner.close();
        Awaitility.await("the keeper leaves when it is idle")
                .atMost(Duration.ofSeconds(30))
                .until(() -> Leftovers.processesNaming(state).isEmpty());
        try (Stream<Path> all = Files.walk(state)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
