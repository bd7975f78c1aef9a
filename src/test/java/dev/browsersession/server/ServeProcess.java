package dev.browsersession.server;

import dev.browsersession.command.Main;
import dev.browsersession.testkit.Leftovers;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** {@code serve} as a process, with a state directory of its own. */
final class ServeProcess implements AutoCloseable {

    private final Path state;
    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    private ServeProcess(Path state, Process process) {
        this.state = state;
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static ServeProcess start(String... arguments) throws IOException {
        Path state = Files.createTempDirectory(Path.of("/tmp"), "bs-v-");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--state-dir",
                state.toString()));
        command.addAll(List.of(arguments));
        return new ServeProcess(
                state, new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Reads until it says where it listens. */
    URI url() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            int at = line.indexOf("http://");
            if (at >= 0) {
                return URI.create(line.substring(at).split(" ", 2)[0]);
            }
        }
        throw new AssertionError("no URL in " + lines);
    }

    /** All that it has said, once it has ended. */
    String saysAtItsEnd() throws IOException {
        output.lines().forEach(lines::add);
        return String.join("\n", lines);
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("it runs on");
        }
        return process.exitValue();
    }

    Path state() {
        return state;
    }

    void terminate() {
        // Process itself would close its output too.
        process.toHandle().destroy();
    }

    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** How many processes name something below its directory of sessions. */
    int processes() {
        return Leftovers.processesNaming(state.resolve("s")).size();
    }

    long directories() throws IOException {
        Path sessions = state.resolve("s");
        if (!Files.exists(sessions)) {
            return 0;
        }
        try (Stream<Path> found = Files.list(sessions)) {
            return found.count();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> processes() == 0);
        try (Stream<Path> found = Files.walk(state)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
