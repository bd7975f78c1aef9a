package chaos;

import dev.browsersession.it.LinuxProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One state directory, which all rounds use one after the other, and the processes that belong to it. */
final class Scene {

    private final Path state;
    private final Set<Living> reapers = new HashSet<>();
    private int logSeen;

    Scene(Path state) {
        this.state = state;
    }

    Path state() {
        return state;
    }

    /** Those that may be struck: nothing that was not started by a round is among them. */
    List<Living> living() {
        List<Living> mentioning =
                mentioning().stream().map(Living::of).flatMap(Optional::stream).toList();
        mentioning.stream()
                .filter(living -> living.kind() == Kind.KEEPER)
                .flatMap(keeper -> reapersOf(keeper.pid()))
                .forEach(reapers::add);
        reapers.removeIf(reaper -> !reaper.isAlive());
        return Stream.concat(mentioning.stream(), reapers.stream())
                .filter(Living::isAlive)
                .toList();
    }

    /** A reaper's command and environment name no directory, but it is known by its parent as long as it has that. */
    private static Stream<Living> reapersOf(long keeper) {
        return ProcessHandle.of(keeper).stream()
                .flatMap(ProcessHandle::children)
                .filter(child -> child.info().commandLine().orElse("").contains("browser-session-reaper"))
                .map(child -> Living.of(Kind.REAPER, child.pid()));
    }

    List<Living> living(Kind kind) {
        return living().stream().filter(living -> living.kind() == kind).toList();
    }

    /** What no session may leave: everything but an idle keeper with its reaper and driver. */
    List<String> leftBySessions() {
        List<LinuxProcess> all = mentioning();
        Predicate<LinuxProcess> resident =
                process -> Kind.of(process).filter(Kind::mayLiveOn).isPresent();
        List<LinuxProcess> residents = all.stream().filter(resident).toList();
        Predicate<Path> used = directory -> residents.stream().anyMatch(process -> process.mentions(directory));
        return Stream.concat(
                        all.stream().filter(resident.negate()).map(LinuxProcess::toString),
                        sessionDirectories().stream().filter(used.negate()).map(Path::toString))
                .toList();
    }

    /** What is left of all. */
    List<String> left() {
        return Stream.of(
                        mentioning().stream().map(LinuxProcess::toString),
                        living(Kind.REAPER).stream().map(Living::toString),
                        sessionDirectories().stream().map(Path::toString))
                .flatMap(left -> left)
                .toList();
    }

    private List<LinuxProcess> mentioning() {
        return LinuxProcess.all().stream()
                .filter(process -> process.mentions(state))
                .toList();
    }

    private List<Path> sessionDirectories() {
        return list(state.resolve("s"));
    }

    /** The lines that keepers have logged since the last time. */
    List<String> newKeeperLog() {
        List<String> all = keeperLog();
        // It begins again when it has become long.
        List<String> added = all.subList(logSeen <= all.size() ? logSeen : 0, all.size());
        logSeen = all.size();
        return added;
    }

    private List<String> keeperLog() {
        return list(state).stream()
                .map(directory -> directory.resolve("log"))
                .filter(Files::exists)
                .flatMap(Scene::lines)
                .toList();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> list(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
