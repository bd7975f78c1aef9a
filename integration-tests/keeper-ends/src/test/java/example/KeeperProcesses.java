package example;

import dev.browsersession.it.LinuxProcess;
import dev.browsersession.testkit.Leftovers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** One keeper, its reaper, and what its sessions and drivers have on this machine, as they are at one moment. */
record KeeperProcesses(long keeper, long reaper, SessionDirectories sessions) {

    /** Of the only keeper there is. */
    static KeeperProcesses now() throws IOException {
        long keeper = onlyKeeper();
        // A reaper that is slow to answer is replaced.
        long reaper = Awaitility.await().until(() -> reaperOf(keeper), pid -> pid != 0);
        return new KeeperProcesses(keeper, reaper, SessionDirectories.below(Leftovers.stateDirectory()));
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
                .filter(LinuxProcess::isKeeper)
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

    /** What is left of all of it. */
    List<String> left() {
        return Stream.concat(
                        sessions.left().stream(),
                        Stream.of(keeper, reaper).map(Leftovers::commandLineOf).filter(line -> !line.isEmpty()))
                .toList();
    }
}
