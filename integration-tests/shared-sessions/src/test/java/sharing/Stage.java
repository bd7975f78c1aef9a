package sharing;

import dev.browsersession.it.StartedOwner;
import dev.browsersession.it.Steering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The builds and JVMs of one test, which all have one keeper. */
final class Stage implements AutoCloseable {

    private final Path outputs = Files.createDirectories(Path.of("target", "owners"));
    private final Steering steering = Steering.open();
    private final List<StartedOwner> started = new ArrayList<>();

    Stage() throws IOException {}

    static Path state() {
        return Path.of(System.getenv("BROWSER_SESSION_STATE_DIR"));
    }

    /** A build of this project. */
    StartedOwner build(String name, String tests, String... options) throws IOException {
        return build(name, Path.of("pom.xml"), Map.of("CI", ""), tests, options);
    }

    /** A build of another project with the same classes. */
    StartedOwner buildOfAnotherProject(String name, String tests, String... options) throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "another-project"));
        String pom = Files.readString(Path.of("pom.xml"))
                .replace(
                        ">target/test-classes<",
                        ">" + Path.of("target/test-classes").toAbsolutePath() + "<");
        return build(name, Files.writeString(directory.resolve("pom.xml"), pom), Map.of("CI", ""), tests, options);
    }

    StartedOwner buildOnCi(String name, String tests, String... options) throws IOException {
        return build(name, Path.of("pom.xml"), Map.of("CI", "true"), tests, options);
    }

    private StartedOwner build(String name, Path pom, Map<String, String> environment, String tests, String... options)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("maven.executable"), "-o", "-B"));
        command.addAll(List.of("-f", pom.toString()));
        command.add("-Dmaven.repo.local=" + System.getProperty("local.repository"));
        command.add("-Dbuild=" + outputs.resolve(name).toAbsolutePath());
        command.add("-DargLine=" + String.join(" ", StartedOwner.SHORT_LIVED));
        command.add("-Dtest=" + tests);
        command.addAll(List.of(options));
        if (List.of(options).stream().allMatch(option -> option.startsWith("-"))) {
            command.add("surefire:test");
        }
        return start(name, command, environment);
    }

    /** A JVM that runs one test class: a run of its own. */
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
        StartedOwner owner = StartedOwner.start(name, steering, command, environment, outputs.resolve(name + ".log"));
        started.add(owner);
        return owner;
    }

    /** Ends what a test has left running. */
    @Override
    public void close() {
        started.forEach(StartedOwner::close);
        steering.close();
    }
}
