package dev.browsersession.keeper;

import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Acquire;
import dev.browsersession.provider.ProcessHost;
import dev.browsersession.provider.Surroundings;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What belongs to the owner that asked for a session. */
final class OwnerSurroundings implements Surroundings {

    private final Acquire request;
    private final RevocableProcesses processes;
    private final String tag;
    private final Set<String> told = new LinkedHashSet<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> abandoned = new CompletableFuture<>();

    OwnerSurroundings(Acquire request, ProcessHost processes, String tag) {
        this.request = request;
        this.tag = tag;
        this.processes = new RevocableProcesses(processes);
    }

    @Override
    public Map<String, String> environment() {
        return request.environment() == null ? Map.of() : request.environment();
    }

    @Override
    public Access access() {
        return request.access();
    }

    @Override
    public void tell(String sentence) {
        synchronized (told) {
            told.add(sentence);
        }
    }

    /** What the provider has said so far. */
    List<String> told() {
        synchronized (told) {
            return List.copyOf(told);
        }
    }

    @Override
    public Optional<Path> browser() {
        return Optional.ofNullable(request.browser()).map(Path::of);
    }

    @Override
    public ProcessHost processes() {
        return processes;
    }

    @Override
    public String tag() {
        return tag;
    }

    @Override
    public void ended(String detail) {
        ended.complete(detail);
    }

    /** Nobody waits for the session any more. What takes long about a create that happens on this machine is its processes. */
    void abandon() {
        abandoned.complete(null);
        processes.revoke();
    }

    boolean isAbandoned() {
        return abandoned.isDone();
    }

    void whenAbandoned(Runnable listener) {
        abandoned.thenRun(listener);
    }

    /** Also where the session ended before anybody listened. */
    void whenEnded(Consumer<String> listener) {
        ended.thenAccept(listener);
    }
}
