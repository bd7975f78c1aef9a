package example;

import dev.browsersession.it.LinuxProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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

    /**
     * The process groups of the browsers. A script that stays leads one too. What starts Chrome's crash handlers leads a group of
     * its own for some milliseconds, and is no browser: its parent is one of the browser's processes.
     */
    List<Long> browserGroups() {
        List<LinuxProcess> all = LinuxProcess.all();
        return directories.stream()
                .flatMap(directory -> leaders(all.stream()
                        .filter(process -> process.mentions(directory))
                        .toList()))
                .distinct()
                .toList();
    }

    private static Stream<Long> leaders(List<LinuxProcess> processes) {
        Set<Long> pids = processes.stream().map(LinuxProcess::pid).collect(Collectors.toSet());
        return pids.stream().filter(pid -> {
            List<Long> parentAndGroup = parentAndGroup(pid);
            return parentAndGroup.get(1).equals(pid) && !pids.contains(parentAndGroup.get(0));
        });
    }

    /** As {@code /proc/pid/stat} has them behind the state. */
    private static List<Long> parentAndGroup(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return List.of(Long.parseLong(fields[1]), Long.parseLong(fields[2]));
        } catch (IOException gone) {
            return List.of(0L, 0L);
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
