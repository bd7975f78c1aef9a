package chaos;

import dev.browsersession.it.StartedOwner;
import dev.browsersession.it.Steering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The runs of one round: each a build of this project under Maven and Surefire, or a JVM with tests. */
final class Runs implements AutoCloseable {

    private static final List<String> FRUGAL =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx256m");

    private final Path state;
    private final Path directory;
    private final Steering steering;
    private final List<StartedOwner> started = new ArrayList<>();

    /** @param directory where their outputs are kept */
    Runs(Path state, Path directory) throws IOException {
        this.state = state;
        this.directory = Files.createDirectories(directory);
        this.steering = Steering.open();
        Files.deleteIfExists(results());
    }

    void start(Plan.PlannedRun run) throws IOException {
        String name = "run-" + (started.size() + 1);
        List<String> command = run.build() ? build(run, name) : jvm(run);
        Map<String, String> environment = Map.of(
                "BROWSER_SESSION_STATE_DIR",
                state.toString(),
                "BROWSER_SESSION_KEEPER_IDLE",
                "5s",
                "CHAOS_WALK_MILLIS",
                "800",
                "CHAOS_RESULTS",
                results().toAbsolutePath().toString(),
                "MAVEN_OPTS",
                String.join(" ", FRUGAL));
        started.add(StartedOwner.start(name, steering, command, environment, directory.resolve(name + ".log")));
    }

    private List<String> build(Plan.PlannedRun run, String name) {
        return List.of(
                System.getProperty("maven.executable"),
                "-o",
                "-B",
                "-Dmaven.repo.local=" + System.getProperty("local.repository"),
                "-Dbuild=" + directory.resolve(name),
                "-DargLine=" + String.join(" ", FRUGAL),
                "-Dforks=2",
                "-Dreuse=" + run.reuseForks(),
                "-Dtest=" + run.classes().stream().map(it -> it + "Test").collect(Collectors.joining(",")),
                "surefire:test");
    }

    private static List<String> jvm(Plan.PlannedRun run) {
        return Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        FRUGAL.stream(),
                        Stream.of("-cp", System.getProperty("java.class.path"), "example.Run"),
                        run.classes().stream().map(it -> "example." + it + "Test"))
                .flatMap(part -> part)
                .toList();
    }

    boolean areOver() {
        return started.stream().noneMatch(run -> run.handle().isAlive());
    }

    List<Integer> exitCodes() throws Exception {
        List<Integer> codes = new ArrayList<>();
        for (StartedOwner run : started) {
            codes.add(run.exitCode());
        }
        return codes;
    }

    /** One line for each test, as {@code example.Failures} writes it. */
    List<String> testResults() throws IOException {
        return Files.exists(results()) ? Files.readAllLines(results()) : List.of();
    }

    List<String> outputs() throws IOException {
        List<String> lines = new ArrayList<>();
        for (StartedOwner run : started) {
            lines.addAll(run.output().lines().toList());
        }
        return lines;
    }

    private Path results() {
        return directory.resolve("results");
    }

    @Override
    public void close() {
        started.forEach(StartedOwner::close);
        steering.close();
    }
}
