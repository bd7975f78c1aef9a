package dev.browsersession.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.config.Settings;
import dev.browsersession.lease.Keeper;
import dev.browsersession.lease.OwnAccess;
import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.testkit.Leftovers;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A keeper of its own for each test, in a process of its own, on the fake provider. */
abstract class FakeTestCase {

    static final Duration NET = Duration.ofSeconds(30);

    final Map<String, String> parameters = new HashMap<>();
    final Map<String, String> options = new HashMap<>();
    final Map<String, String> environment = new HashMap<>();
    FakeCloud cloud;
    Path state;
    Duration ttl = Duration.ofMinutes(5);

    @BeforeEach
    void ownStateDirectoryAndCloud() throws IOException {
        state = Files.createTempDirectory(Path.of("/tmp"), "bs-f-");
        cloud = FakeCloud.start();
        options.put(FakeProvider.URL, cloud.url());
        parameters.put("browser.session.state-dir", state.toString());
        parameters.put("browser.session.keeper-idle", "300ms");
        parameters.put(
                "browser.session.provider-path",
                FakeJar.in(Files.createDirectory(state.resolve("outside"))).toString());
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        try {
            await().atMost(NET)
                    .untilAsserted(
                            () -> assertThat(cloud.running()).as("sessions").isEmpty());
            await().atMost(NET).untilAsserted(() -> assertThat(Leftovers.processesNaming(state))
                    .as("processes")
                    .isEmpty());
            assertThat(journaled()).as("journal").isEmpty();
        } finally {
            cloud.close();
            try (Stream<Path> all = Files.walk(state)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    Keeper open() {
        return Keeper.open(new Settings(name -> Optional.ofNullable(parameters.get(name)), System.getenv()));
    }

    Acquire session() {
        return new Acquire(
                new SessionSpec("fake", ttl.toMillis(), false, options, null),
                Map.of(),
                OwnAccess.of(environment, List.of(FakeProvider.TOKEN)),
                0,
                null,
                "a fake test",
                null);
    }

    /** The same for a test class that waits no longer than that for a place. */
    Acquire session(String holder, Duration wait) {
        Acquire usual = session();
        return new Acquire(
                usual.spec(), usual.environment(), usual.access(), wait.toMillis(), null, holder, usual.sharing());
    }

    /** The entries about sessions at providers, of all keepers. */
    List<Path> journaled() throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> keepers = Files.newDirectoryStream(state, "[ek]-*")) {
            for (Path keeper : keepers) {
                entries.addAll(entries(keeper.resolve("sessions")));
            }
        }
        return entries;
    }

    /** None where there is no such directory, or none any more: a keeper removes what it has no use for. */
    private static List<Path> entries(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            List<Path> found = new ArrayList<>();
            entries.forEach(found::add);
            return found;
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    /** What is written down about the only session. */
    String journal() throws IOException {
        assertThat(journaled()).hasSize(1);
        return Files.readString(journaled().get(0));
    }

    ProcessHandle keeper() {
        List<ProcessHandle> keepers = Leftovers.keepersOf(state);
        assertThat(keepers).as("keepers").hasSize(1);
        return keepers.get(0);
    }

    void killKeeper() {
        ProcessHandle killed = keeper();
        killed.destroyForcibly();
        await().atMost(NET).until(() -> Leftovers.commandLineOf(killed.pid()).isEmpty());
    }
}
