package example;

import dev.browsersession.it.LinuxProcess;
import dev.browsersession.testkit.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One keeper, its reaper, and the directories and processes of its sessions, as they are at one moment. */
record KeeperProcesses(long keeper, long reaper, List<Path> directories) {

    /** Of the only keeper there is. */
    static KeeperProcesses now() throws IOException {
        long keeper = onlyKeeper();
        return new KeeperProcesses(keeper, reaperOf(keeper), sessionDirectories());
    }

    private static long onlyKeeper() {
        List<Long> keepers = keepers(Leftovers.stateDirectory());
        if (keepers.size() != 1) {
            throw new AssertionError("one keeper was to run, not " + keepers);
        }
        return keepers.get(0);
    }

    static List<Long> keepers(Path state) {
        return LinuxProcess.all().stream()
                .filter(process -> process.program().equals("java"))
                .filter(process -> process.command().contains(" --directory " + state + "/"))
                .map(LinuxProcess::pid)
                .toList();
    }

    static long reaperOf(long keeper) {
        return ProcessHandle.of(keeper).stream()
                .flatMap(ProcessHandle::children)
                .map(ProcessHandle::pid)
                .filter(child -> Leftovers.commandLineOf(child).contains("browser-session-reaper"))
                .findFirst()
                .orElse(0L);
    }

    private static List<Path> sessionDirectories() throws IOException {
        try (Stream<Path> found = Files.list(Leftovers.stateDirectory().resolve("s"))) {
            return found.toList();
        }
    }

    /** The process groups of the browsers. A script that stays leads one too. */
    List<Long> browserGroups() {
        return directories.stream()
                .filter(directory -> Files.exists(directory.resolve("profile")))
                .flatMap(directory -> LinuxProcess.all().stream().filter(process -> process.mentions(directory)))
                .filter(process -> leadsGroup(process.pid()))
                .map(LinuxProcess::pid)
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

    /** What is left of its sessions. */
    List<String> sessionsLeft() {
        return Stream.concat(
                        directories.stream().filter(Files::exists).map(Path::toString),
                        LinuxProcess.all().stream()
                                .filter(process -> directories.stream().anyMatch(process::mentions))
                                .map(LinuxProcess::toString))
                .toList();
    }

    /** What is left of all of it. */
    List<String> left() {
        return Stream.concat(
                        sessionsLeft().stream(),
                        Stream.of(keeper, reaper).map(Leftovers::commandLineOf).filter(line -> !line.isEmpty()))
                .toList();
    }
}
