package dev.browsersession.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What sessions have on this machine, below one state directory: their directories, and all processes that name one of these.
 * Those that were there at the beginning are other owners' and do not count.
 */
public final class SessionTraces {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Path sessions;
    private final Set<Path> others;

    private SessionTraces(Path state) throws IOException {
        this.sessions = state.resolve("s");
        this.others = new HashSet<>(directories());
    }

    public static SessionTraces after(Path state) throws IOException {
        return new SessionTraces(state);
    }

    /** Directories and processes, each in words. */
    public List<String> found() throws IOException {
        Stream<String> processes = LinuxProcess.all().stream()
                .filter(process -> process.mentions(sessions))
                .filter(process -> others.stream().noneMatch(process::mentions))
                .map(LinuxProcess::toString);
        Stream<String> directories = directories().stream()
                .filter(directory -> !others.contains(directory))
                .map(Path::toString);
        return Stream.concat(processes, directories).toList();
    }

    /** Waits until there are some, so that there is something to be gone later. */
    public void awaitSome() {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(found())
                .as("browser in %s", sessions)
                .anyMatch(trace -> trace.contains("--user-data-dir=")));
    }

    /** Waits until all are gone; returns how long that took. */
    public Duration awaitNone() {
        long start = System.nanoTime();
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> assertThat(found())
                .as("left in %s", sessions)
                .isEmpty());
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private List<Path> directories() throws IOException {
        if (!Files.exists(sessions)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(sessions)) {
            return entries.toList();
        }
    }
}
