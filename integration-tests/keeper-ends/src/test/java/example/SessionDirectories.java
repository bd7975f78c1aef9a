package example;

import dev.browsersession.it.LinuxProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Directories that sessions, and the drivers of their keeper, have below a state directory. */
record SessionDirectories(List<Path> directories) {

    static SessionDirectories below(Path state) throws IOException {
        Path sessions = state.resolve("s");
        if (!Files.exists(sessions)) {
            return new SessionDirectories(List.of());
        }
        try (Stream<Path> found = Files.list(sessions)) {
            return new SessionDirectories(found.toList());
        }
    }

    /** Those that browsers of this machine have, as of any moment. */
    SessionDirectories ofBrowsers() {
        return new SessionDirectories(directories.stream()
                .filter(directory -> Files.exists(directory.resolve("profile")))
                .toList());
    }

    SessionDirectories withoutDrivers() {
        return new SessionDirectories(directories.stream()
                .filter(directory -> LinuxProcess.all().stream()
                        .noneMatch(process -> process.program().equals("chromedriver") && process.mentions(directory)))
                .toList());
    }

    SessionDirectories without(SessionDirectories others) {
        return new SessionDirectories(directories.stream()
                .filter(directory -> !others.directories.contains(directory))
                .toList());
    }

    /** The process groups of the browsers. A script that stays leads one too. */
    List<Long> browserGroups() {
        return directories.stream()
                .flatMap(directory -> LinuxProcess.all().stream().filter(process -> process.mentions(directory)))
                .map(LinuxProcess::pid)
                .filter(SessionDirectories::leadsGroup)
                .distinct()
                .toList();
    }

    private static boolean leadsGroup(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[2]) == pid;
        } catch (IOException gone) {
            return false;
        }
    }

    /** What is left of them, in words. */
    List<String> left() {
        return Stream.concat(
                        directories.stream().filter(Files::exists).map(Path::toString),
                        LinuxProcess.all().stream()
                                .filter(process -> directories.stream().anyMatch(process::mentions))
                                .map(LinuxProcess::toString))
                .toList();
    }
}
