package ends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.it.DriverSessions;
import dev.browsersession.it.SessionTraces;
import dev.browsersession.it.StartedOwner;
import dev.browsersession.it.Steering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One state directory, so one keeper, and the owners that share it. */
final class Stage implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Path state;
    private final Steering steering;
    private final Path outputs = Files.createDirectories(Path.of("target", "owners"));
    private final List<StartedOwner> started = new ArrayList<>();

    private Stage(Path state) throws IOException {
        this.state = state;
        this.steering = Steering.open();
    }

    /** @param name follows the name of the scenario's own state directory */
    static Stage open(String name) throws IOException {
        return new Stage(Path.of(System.getenv("BROWSER_SESSION_STATE_DIR") + name));
    }

    Path state() {
        return state;
    }

    /** A build of this project that runs one test class, under Maven and Surefire. */
    StartedOwner build(String name, String test, Map<String, String> environment, String... options)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("maven.executable"), "-o", "-B"));
        command.add("-Dmaven.repo.local=" + System.getProperty("local.repository"));
        command.add("-Dbuild=" + outputs.resolve(name));
        command.addAll(List.of("-Dconcurrent=false", "-DargLine=" + String.join(" ", StartedOwner.SHORT_LIVED)));
        command.add("-Dtest=example." + test);
        command.addAll(List.of(options));
        command.add("surefire:test");
        return start(name, command, environment);
    }

    /** A JVM that runs one test class. */
    StartedOwner jvm(String name, String test, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(StartedOwner.SHORT_LIVED);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(options));
        command.addAll(List.of("example.Run", "example." + test));
        return start(name, command, Map.of());
    }

    private StartedOwner start(String name, List<String> command, Map<String, String> environment) throws IOException {
        Map<String, String> whole = new HashMap<>(environment);
        whole.put("BROWSER_SESSION_STATE_DIR", state.toString());
        StartedOwner owner = StartedOwner.start(name, steering, command, whole, outputs.resolve(name + ".log"));
        started.add(owner);
        return owner;
    }

    /** A browser that never gets to the point where it can be connected to. */
    Path slowBrowser() throws IOException {
        Path script = Files.writeString(outputs.resolve("slow-browser").toAbsolutePath(), "#!/bin/sh\nsleep 600\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    /** One other owner goes on, through the same ChromeDriver. */
    void nothingIsLeftOf(StartedOwner owner, SessionTraces traces) {
        nothingIsLeftOf(owner, traces, Duration.ZERO);
    }

    /** @param ttl what may have to pass first */
    void nothingIsLeftOf(StartedOwner owner, SessionTraces traces, Duration ttl) {
        long start = System.nanoTime();
        traces.awaitNone(ttl);
        long browserGone = millisSince(start);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(DriverSessions.open(state))
                .as("WebDriver sessions")
                .hasSize(1));
        System.out.println("owner " + owner + ": browser and profile are gone after " + browserGone
                + " ms, its WebDriver session after " + millisSince(start) + " ms");
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    /** Ends what a test has left running. */
    @Override
    public void close() {
        started.forEach(StartedOwner::close);
        steering.close();
    }
}
