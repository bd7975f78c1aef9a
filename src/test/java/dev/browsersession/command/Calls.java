package dev.browsersession.command;

import dev.browsersession.config.Settings;
import dev.browsersession.lease.Environments;
import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.protocol.Sharing;
import dev.browsersession.testkit.Leftovers;
import dev.browsersession.webdriver.BrowserFinder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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

/** A state directory with keepers of its own, and calls of the command line that look after them. */
final class Calls implements AutoCloseable {

    private final Path state;
    private final Map<String, String> parameters = new HashMap<>();

    Calls() throws IOException {
        state = Files.createTempDirectory(Path.of("/tmp"), "bs-c-");
        parameters.put("browser.session.state-dir", state.toString());
        parameters.put("browser.session.keeper-idle", "300ms");
    }

    /** What a call printed, and how it ended. */
    record Outcome(int code, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    /** Runs the command line as {@code main} does, without the end of this JVM. */
    Outcome call(String... arguments) {
        String[] all = Stream.concat(Stream.of("--state-dir", state.toString()), Stream.of(arguments))
                .toArray(String[]::new);
        return run(all);
    }

    static Outcome run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    Path state() {
        return state;
    }

    Settings settings() {
        return new Settings(name -> Optional.ofNullable(parameters.get(name)), System.getenv());
    }

    void set(String parameter, String value) {
        parameters.put(parameter, value);
    }

    static Acquire browser(String holder, Duration ttl, Sharing sharing) {
        return new Acquire(
                new SessionSpec("local", ttl.toMillis(), sharing != null, Map.of(), null),
                Environments.forBrowser(System.getenv()),
                Access.NONE,
                0,
                BrowserFinder.browser(null).toString(),
                holder,
                sharing);
    }

    long browsers() {
        return Leftovers.browsersOf(state).size();
    }

    List<ProcessHandle> keepers() {
        return Leftovers.keepersOf(state);
    }

    /** Waits until the idle keepers have left. */
    @Override
    public void close() throws IOException {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> keepers().isEmpty());
        try (Stream<Path> all = Files.walk(state)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
