package dev.browsersession.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.it.LinuxProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What sessions have on this machine: directories below a state directory, and processes that name one. */
public final class Leftovers {

    private Leftovers() {}

    /** What every run must leave, whatever happened in it: nothing, and a line that says so of each session. */
    public static Results andNothingIsLeft(Results results) {
        assertThat(results.sessions()).as("sessions").isNotEmpty();
        assertThat(browsers()).as("browsers").isEmpty();
        assertThat(directories()).as("directories").isEmpty();
        assertThat(results.linesWith("is stopped after")).hasSameSizeAs(results.sessions());
        return results;
    }

    /** The state directory of this build's tests, from the setting that its JVM was started with. */
    public static Path stateDirectory() {
        return Path.of(System.getProperty("browser.session.state-dir"));
    }

    /** The directories of browsers that are there now. A ChromeDriver has one too, which stays while it is warm. */
    public static Set<Path> directories() {
        Path sessions = stateDirectory().resolve("s");
        if (!Files.exists(sessions)) {
            return Set.of();
        }
        try (Stream<Path> found = Files.list(sessions)) {
            return found.filter(directory -> Files.exists(directory.resolve("profile")))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command lines of the browsers that run on session directories. */
    public static List<String> browsers() {
        return processesNaming(stateDirectory().resolve("s")).stream()
                .filter(line -> line.contains("--user-data-dir="))
                .toList();
    }

    /** The command lines that name a path, or something below it. */
    public static List<String> processesNaming(Path path) {
        return ProcessHandle.allProcesses()
                .map(process -> commandLineOf(process.pid()))
                .filter(line -> line.contains(path.toString()))
                .toList();
    }

    /** The browsers below a state directory, without their children. */
    public static List<LinuxProcess> browsersOf(Path state) {
        return LinuxProcess.all().stream()
                .filter(LinuxProcess::isBrowser)
                .filter(process -> process.command().contains("--user-data-dir=" + state + "/"))
                .toList();
    }

    /** The keepers of a state directory. */
    public static List<ProcessHandle> keepersOf(Path state) {
        return LinuxProcess.all().stream()
                .filter(LinuxProcess::isKeeper)
                .filter(process -> process.command().contains(" --directory " + state + "/"))
                .flatMap(process -> ProcessHandle.of(process.pid()).stream())
                .toList();
    }

    /** Empty for a process that has ended meanwhile, and for a zombie. */
    public static String commandLineOf(long pid) {
        try {
            Path file = Path.of("/proc", Long.toString(pid), "cmdline");
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }
}
