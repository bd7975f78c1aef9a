package dev.browsersession.keeper;

import dev.browsersession.provider.HostedProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** A started program and the number of its process group. Behind a gate it does not run before {@link #go()}. */
final class HostedChild implements HostedProcess {

    private static final long GATE_SECONDS = 10;
    private static final long LAST_OUTPUT_MILLIS = 300;
    private static final Threads EXITS = new Threads("process-exited");

    private final Process process;
    private final OutputTail output;
    private final boolean gated;
    private final long group;
    private final CompletableFuture<Integer> exited;

    private HostedChild(Process process, OutputTail output, boolean gated, long group) {
        this.process = process;
        this.output = output;
        this.gated = gated;
        this.group = group;
        // A grandchild may hold the output open for ever, so its end is only waited for so long.
        exited = process.onExit()
                .thenCompose(
                        it -> output.ended().copy().completeOnTimeout(null, LAST_OUTPUT_MILLIS, TimeUnit.MILLISECONDS))
                .thenApplyAsync(
                        it -> {
                            output.giveUp();
                            return process.exitValue();
                        },
                        HostedChild::inThreadOfItsOwn);
    }

    static HostedChild start(
            ProcessGroups groups, String name, List<String> command, Map<String, String> environment, Path directory)
            throws IOException {
        boolean gated = groups.gates();
        ProcessBuilder builder = new ProcessBuilder(gated ? groups.gated(command) : groups.detached(command));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.directory(directory.toFile()).redirectErrorStream(true);
        Process process = builder.start();
        OutputTail output = OutputTail.of(process.getInputStream(), name);
        if (!gated) {
            process.getOutputStream().close();
            return new HostedChild(process, output, false, process.pid());
        }
        try {
            return new HostedChild(process, output, true, groupOf(output));
        } catch (IOException e) {
            // It still waits at its gate, and the end of its input is the end of it.
            process.getOutputStream().close();
            process.destroyForcibly();
            throw e;
        }
    }

    /** Whoever is told of the exit may take time, and neither the JDK's small reaper threads nor a shared pool has that. */
    private static void inThreadOfItsOwn(Runnable work) {
        EXITS.newThread(work).start();
    }

    private static long groupOf(OutputTail output) throws IOException {
        try {
            return Long.parseLong(output.firstLine(line -> line.matches("[0-9]{1,18}"))
                    .toCompletableFuture()
                    .get(GATE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a process was started", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(
                    "a process group of its own could not be made: " + String.join(" / ", output.last()), e);
        }
    }

    long group() {
        return group;
    }

    /** Lets the program run. */
    void go() throws IOException {
        if (gated) {
            output.clear();
            try (OutputStream gate = process.getOutputStream()) {
                gate.write("go\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    /** Makes it end at its gate, instead of letting it run. */
    void abandon() {
        process.destroyForcibly();
    }

    @Override
    public long pid() {
        return group;
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public CompletionStage<Integer> exited() {
        // A copy: nobody but the process completes it.
        return exited.minimalCompletionStage();
    }

    @Override
    public CompletionStage<String> firstLine(Predicate<String> fits) {
        return output.firstLine(fits);
    }

    @Override
    public List<String> lastOutput() {
        return output.last();
    }
}
