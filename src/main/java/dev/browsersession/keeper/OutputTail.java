package dev.browsersession.keeper;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Reads a program's output so that it never blocks on it, and keeps the last lines. Its own lock guards the lines and waiters. */
final class OutputTail {

    private static final Logger LOG = System.getLogger(OutputTail.class.getName());
    private static final int LINES = 50;
    private static final int LINE_LENGTH = 4096;

    private final Deque<String> lines = new ArrayDeque<>();
    private final List<Waiter> waiters = new ArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private boolean closed;

    static OutputTail of(InputStream output, String name) {
        OutputTail tail = new OutputTail();
        Thread reader = new Thread(() -> tail.drain(output), "output-of-" + name);
        reader.setDaemon(true);
        reader.start();
        return tail;
    }

    /** Completed when there is no more output. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    CompletionStage<String> firstLine(Predicate<String> fits) {
        CompletableFuture<String> line = new CompletableFuture<>();
        synchronized (this) {
            lines.stream().filter(fits).findFirst().ifPresent(line::complete);
            if (!line.isDone() && !closed) {
                waiters.add(new Waiter(fits, line));
                return line;
            }
        }
        line.completeExceptionally(new IOException("it ended before"));
        return line;
    }

    synchronized List<String> last() {
        return List.copyOf(lines);
    }

    synchronized void clear() {
        lines.clear();
    }

    /** Whoever still waits for a line waits in vain. */
    void giveUp() {
        List<Waiter> disappointed;
        synchronized (this) {
            closed = true;
            disappointed = List.copyOf(waiters);
            waiters.clear();
        }
        disappointed.forEach(waiter -> waiter.line().completeExceptionally(new IOException("it ended before")));
    }

    private void drain(InputStream output) {
        StringBuilder line = new StringBuilder();
        try (Reader reader = new InputStreamReader(output, StandardCharsets.UTF_8)) {
            char[] buffer = new char[8192];
            for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    take(buffer[i], line);
                }
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The output of a program cannot be read any more.", e);
        }
        if (line.length() > 0) {
            add(line.toString());
        }
        giveUp();
        ended.complete(null);
    }

    private void take(char next, StringBuilder line) {
        if (next == '\n') {
            add(line.toString().stripTrailing());
            line.setLength(0);
        } else if (line.length() < LINE_LENGTH) {
            line.append(next);
        }
    }

    private void add(String line) {
        List<Waiter> served = new ArrayList<>();
        synchronized (this) {
            lines.addLast(line);
            if (lines.size() > LINES) {
                lines.removeFirst();
            }
            waiters.removeIf(waiter -> waiter.fits().test(line) && served.add(waiter));
        }
        served.forEach(waiter -> waiter.line().complete(line));
    }

    private record Waiter(Predicate<String> fits, CompletableFuture<String> line) {}
}
