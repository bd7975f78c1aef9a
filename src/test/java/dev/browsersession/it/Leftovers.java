package dev.browsersession.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a scenario has left behind once its build is over. It had a state directory to itself, and whatever belongs to it names
 * that directory in its command line or its environment.
 *
 * <p>At once no browser, profile or session may be left. The keeper, its reaper and an idle driver may live on for a while:
 * the keeper is ended here, and they have to go with it.
 */
public final class Leftovers {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Path state;

    private Leftovers(Path state) {
        this.state = state;
    }

    /**
     * Fails if anything is left; ends the scenario's keeper and deletes its state directory. The keeper's log is kept in the
     * project's {@code target} directory.
     */
    public static void check(String stateRoot, String scenario, File project) throws IOException {
        Leftovers leftovers = new Leftovers(Keepers.state(stateRoot, scenario));
        assertThat(leftovers.state)
                .as("state directory, which the scenario's sessions make")
                .isDirectory();
        leftovers.keepLogs(project.toPath().resolve("target"));
        leftovers.awaitNothing("left by the build", leftovers::byTheBuild);
        Keepers.under(stateRoot, scenario).forEach(Leftovers::terminate);
        leftovers.awaitNothing("left by the keeper", leftovers::byTheKeeper);
        leftovers.deleteState();
    }

    private void awaitNothing(String description, Supplier<List<String>> left) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(left.get())
                .as("%s in %s", description, state)
                .isEmpty());
    }

    private List<String> byTheBuild() {
        List<LinuxProcess> own = ownProcesses();
        List<LinuxProcess> resident = own.stream().filter(Leftovers::mayLiveOn).toList();
        Predicate<Path> used = directory -> resident.stream().anyMatch(process -> process.mentions(directory));
        return Stream.concat(
                        own.stream()
                                .filter(process -> !resident.contains(process))
                                .map(LinuxProcess::toString),
                        sessionDirectories().filter(used.negate()).map(Path::toString))
                .toList();
    }

    private List<String> byTheKeeper() {
        return Stream.concat(
                        ownProcesses().stream().map(LinuxProcess::toString),
                        sessionDirectories().map(Path::toString))
                .toList();
    }

    private List<LinuxProcess> ownProcesses() {
        return LinuxProcess.all().stream()
                .filter(process -> process.mentions(state))
                .toList();
    }

    private static boolean mayLiveOn(LinuxProcess process) {
        return process.isKeeper()
                || process.command().contains("reaper")
                || process.program().equals("chromedriver");
    }

    private Stream<Path> sessionDirectories() {
        Path sessions = state.resolve("s");
        if (!Files.exists(sessions)) {
            return Stream.empty();
        }
        try (Stream<Path> entries = Files.list(sessions)) {
            return entries.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keepLogs(Path target) throws IOException {
        try (DirectoryStream<Path> keepers = Files.newDirectoryStream(state, "[ek]-*")) {
            for (Path keeper : keepers) {
                Path log = keeper.resolve("log");
                if (Files.exists(log)) {
                    Files.copy(log, target.resolve(keeper.getFileName() + ".log"), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void terminate(long keeper) {
        ProcessHandle.of(keeper).ifPresent(ProcessHandle::destroy);
    }

    private void deleteState() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> entries = Files.walk(state)) {
            deepestFirst = entries.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : deepestFirst) {
            Files.delete(entry);
        }
    }
}
