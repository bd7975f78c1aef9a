package dev.browsersession.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A build or a JVM with tests that a scenario started to see how it ends: a process group of its own, as from a terminal. */
public final class StartedOwner implements AutoCloseable {

    /** For JVMs that live for seconds: more compiling, and more threads for it, would cost more than it gains. */
    public static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final String name;
    private final Steering steering;
    private final Process process;
    private final Path output;

    private StartedOwner(String name, Steering steering, Process process, Path output) {
        this.name = name;
        this.steering = steering;
        this.process = process;
        this.output = output;
    }

    /** Starts one. Everything that it writes goes to {@code output}. */
    public static StartedOwner start(
            String name, Steering steering, List<String> command, Map<String, String> environment, Path output)
            throws IOException {
        // A script's background job, which a scenario may well be part of, ignores Ctrl-C, and so would all that it
        // starts.
        List<String> whole = new ArrayList<>(List.of("setsid", "env", "--default-signal=INT"));
        whole.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("MAVEN_OPTS", String.join(" ", SHORT_LIVED));
        builder.environment().putAll(environment);
        builder.environment().putAll(Elsewhere.environment(builder.environment().get("BROWSER_SESSION_STATE_DIR")));
        builder.environment().put("STEERING", steering.of(name).toString());
        return new StartedOwner(name, steering, builder.start(), output);
    }

    /** Waits until it reports from there. */
    public Arrival reaches(String point) throws Exception {
        CompletableFuture<Arrival> arrival = steering.arrival(name, point);
        CompletableFuture.anyOf(arrival, process.onExit()).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (!arrival.isDone()) {
            throw new AssertionError(name + " ended before it was " + point + ":\n" + output());
        }
        return arrival.join();
    }

    /** What to do as soon as it reports from there. */
    public void whenReaches(String point, Consumer<Arrival> step) {
        steering.arrival(name, point).thenAccept(step);
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Sends a signal to all of its process group. */
    public void signalGroup(String signal) throws Exception {
        Signals.send(signal, "-" + process.pid());
    }

    /** Waits for its end. */
    public int exitCode() throws Exception {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError(name + " does not end:\n" + output());
        }
        return process.exitValue();
    }

    public String output() throws IOException {
        return Files.readString(output);
    }

    /** Ends what is still there of it. */
    @Override
    public void close() {
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public String toString() {
        return name;
    }
}
