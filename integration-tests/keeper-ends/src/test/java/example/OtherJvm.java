package example;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM beside this one, steered by the lines of its input and followed by those of its output. */
final class OtherJvm implements AutoCloseable {

    private static final long LIMIT_SECONDS = 180;
    private static final String END = "(end of output)";

    private final Process process;
    private final OutputStream input;
    private final BlockingQueue<String> output = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();

    private OtherJvm(Process process) {
        this.process = process;
        this.input = process.getOutputStream();
        Thread reader = new Thread(this::readAll, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * What it is started with.
     *
     * @param arguments the main class and its arguments
     * @param prefix a command that runs the one behind it
     */
    record Start(
            Path state,
            List<String> arguments,
            Path javaHome,
            List<Path> classPathFirst,
            Map<String, String> environment,
            List<String> prefix) {

        private static Start of(Path state, List<String> arguments) {
            Path javaHome = Path.of(System.getProperty("java.home"));
            return new Start(state, arguments, javaHome, List.of(), Map.of(), List.of());
        }

        /** One that is connected to the keeper and nothing else. */
        static Start owner(Path state) {
            return of(state, List.of(OwnerMain.class.getName()));
        }

        /** @param tests classes, and methods as in {@code example.SomeTest#method} */
        static Start tests(Path state, String... tests) {
            return of(
                    state,
                    Stream.concat(Stream.of(TestRunMain.class.getName()), Stream.of(tests))
                            .toList());
        }

        static Start tests(Path state, Class<?> tests) {
            return tests(state, tests.getName());
        }

        Start on(Path otherJavaHome) {
            return new Start(state, arguments, otherJavaHome, classPathFirst, environment, prefix);
        }

        Start before(Path classPathEntry) {
            return new Start(state, arguments, javaHome, List.of(classPathEntry), environment, prefix);
        }

        Start with(Map<String, String> variables) {
            return new Start(state, arguments, javaHome, classPathFirst, variables, prefix);
        }

        Start behind(String... command) {
            return new Start(state, arguments, javaHome, classPathFirst, environment, List.of(command));
        }

        OtherJvm run() throws IOException {
            StringBuilder classPath = new StringBuilder();
            classPathFirst.forEach(entry -> classPath.append(entry).append(':'));
            List<String> command = new ArrayList<>(prefix);
            command.addAll(List.of(
                    javaHome.resolve("bin/java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx64m",
                    "-Dbrowser.session.state-dir=" + state,
                    "-Dplace=" + System.getProperty("place"),
                    "-Dservice.state=" + System.getProperty("service.state"),
                    "-cp",
                    classPath + System.getProperty("java.class.path")));
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            return new OtherJvm(builder.start());
        }
    }

    long pid() {
        return process.pid();
    }

    /** The next line that begins like this; all others before it are passed over. */
    String await(String beginning) throws InterruptedException {
        while (true) {
            String line = output.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (line == null || line.equals(END)) {
                throw new AssertionError("no line \"" + beginning + "\" in " + LIMIT_SECONDS + " s, but: " + seen);
            }
            seen.add(line);
            if (line.startsWith(beginning)) {
                return line;
            }
        }
    }

    List<String> seen() {
        return seen;
    }

    void goOn() throws IOException {
        input.write('\n');
        input.flush();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("process " + pid() + " goes on; it said: " + seen);
        }
        return process.exitValue();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void readAll() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(output::add);
        } catch (IOException | UncheckedIOException e) {
            output.add("(unreadable: " + e + ")");
        } finally {
            output.add(END);
        }
    }
}
