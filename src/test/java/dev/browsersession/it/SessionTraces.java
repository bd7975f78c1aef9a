package dev.browsersession.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What some of the sessions below one state directory have on this machine: their directories, and all processes that name one
 * of these. The others are other owners', and stay.
 */
public final class SessionTraces {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** A few seconds are promised. Shorter than what the keeper gives a browser to start: that must not be waited for. */
    private static final Duration GONE_LIMIT = Duration.ofSeconds(25);

    private final Path sessions;
    private final Predicate<Path> ours;

    private SessionTraces(Path sessions, Predicate<Path> ours) {
        this.sessions = sessions;
        this.ours = ours;
    }

    /** All that comes from here on. */
    public static SessionTraces later(Path state) throws IOException {
        List<Path> others = directories(state.resolve("s"));
        return new SessionTraces(state.resolve("s"), directory -> !others.contains(directory));
    }

    /** The browsers that are there now. */
    public static SessionTraces now(Path state) throws IOException {
        List<Path> ours = directories(state.resolve("s")).stream()
                .filter(directory -> Files.exists(directory.resolve("profile"))
                        // A server's, which may have one browser after the other on the same data.
                        || Files.exists(directory.resolve("data")))
                .toList();
        return new SessionTraces(state.resolve("s"), ours::contains);
    }

    /** Directories and processes, each in words. */
    public List<String> found() throws IOException {
        List<LinuxProcess> processes = LinuxProcess.all().stream()
                .filter(process -> process.mentions(sessions))
                .toList();
        Set<Path> directories = new TreeSet<>(directories(sessions));
        processes.forEach(process -> process.pathsBelow(sessions).forEach(directories::add));
        return directories.stream()
                .filter(ours)
                .filter(directory -> !isWarmDriver(directory, processes))
                .flatMap(directory -> Stream.concat(
                        Stream.of(directory).filter(Files::exists).map(Path::toString),
                        processes.stream()
                                .filter(process -> process.mentions(directory))
                                .map(LinuxProcess::toString)))
                .toList();
    }

    /**
     * A ChromeDriver that waits for its next use, as it may. On this machine a scenario keeps the one that there is in use; a
     * service has one beside each browser, and the keeper's own is there for whoever comes second.
     */
    private static boolean isWarmDriver(Path directory, List<LinuxProcess> processes) {
        List<LinuxProcess> there = processes.stream()
                .filter(process -> process.mentions(directory))
                .toList();
        return !System.getProperty("place", "").isEmpty()
                && !there.isEmpty()
                && there.stream().allMatch(process -> process.program().equals("chromedriver"));
    }

    /** Waits until there are some, so that there is something to be gone later. */
    public void awaitSome() {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(found())
                .as("browser in %s", sessions)
                .anyMatch(trace -> trace.contains("--user-data-dir=")));
    }

    /** Waits until all are gone. */
    public void awaitNone() {
        awaitNone(Duration.ZERO);
    }

    /**
     * Waits until all are gone.
     *
     * @param ttl what may have to pass first
     */
    public void awaitNone(Duration ttl) {
        await().atMost(GONE_LIMIT.plus(ttl)).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> assertThat(found())
                .as("left in %s", sessions)
                .isEmpty());
    }

    private static List<Path> directories(Path sessions) throws IOException {
        if (!Files.exists(sessions)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(sessions)) {
            return entries.toList();
        }
    }
}
