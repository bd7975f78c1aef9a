package dev.browsersession.lease;

import dev.browsersession.KeeperException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts a keeper in a process of its own and waits until it listens. */
final class KeeperProcess {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final long LARGEST_LOG = 4L << 20;
    private static final int LOG_LINES = 20;
    /** What a keeper says. */
    private static final String READY = "ready";

    private static final String ANOTHER_ONE_RUNS = "taken";

    private final KeeperPlace place;
    private final Path jar;
    private final List<Path> providers;
    private final Map<String, String> environment;
    private final Duration idle;

    KeeperProcess(KeeperPlace place, Path jar, List<Path> providers, Map<String, String> environment, Duration idle) {
        this.place = place;
        this.jar = jar;
        this.providers = providers;
        this.environment = environment;
        this.idle = idle;
    }

    /**
     * Returns once the keeper has said that it is ready. It keeps nothing of this JVM open: its output goes to its log.
     *
     * @return false where another keeper still holds the journal: one that is about to end
     */
    boolean start() throws IOException, InterruptedException {
        rotateLog();
        Process process = builder().start();
        CompletableFuture<Long> pid = new CompletableFuture<>();
        CompletableFuture<String> word = CompletableFuture.supplyAsync(() -> word(process, pid));
        try {
            String said = word.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (READY.equals(said) || ANOTHER_ONE_RUNS.equals(said)) {
                return READY.equals(said);
            }
            throw failed("ended before it was ready" + (said == null ? "" : " (" + said + ")"));
        } catch (TimeoutException e) {
            ProcessHandle.of(pid.getNow(process.pid())).ifPresent(ProcessHandle::destroyForcibly);
            throw failed("was not ready after " + START_LIMIT.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new KeeperException("The keeper's output cannot be read.", e.getCause());
        }
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(DetachedCommand.of(command(), environment.get("PATH")));
        builder.environment().clear();
        builder.environment().putAll(Environments.forKeeper(environment));
        builder.directory(place.directory().toFile());
        builder.redirectInput(nullDevice());
        builder.redirectError(ProcessBuilder.Redirect.appendTo(place.log().toFile()));
        return builder;
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", windows() ? "java.exe" : "java")
                .toString());
        // Messages of pages pass through direct memory: it is taken only while a large one passes.
        // A small process that mostly waits: one compiler tier and the serial collector start soonest and rest
        // smallest.
        command.addAll(List.of(
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx384m", "-Xss512k", "-XX:MaxDirectMemorySize=1g"));
        command.addAll(List.of("-Djava.awt.headless=true", "-Dfile.encoding=UTF-8"));
        // For this library's own tests alone.
        Optional.ofNullable(System.getProperty("dev.browsersession.haste"))
                .ifPresent(haste -> command.add("-Ddev.browsersession.haste=" + haste));
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(
                "--directory",
                place.directory().toString(),
                "--work",
                place.work().toString()));
        command.addAll(List.of("--idle-millis", Long.toString(idle.toMillis())));
        providers.forEach(entry -> command.addAll(List.of("--provider", entry.toString())));
        return command;
    }

    /** Null where the keeper ended without one. */
    private static String word(Process process, CompletableFuture<Long> pid) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            String line = output.readLine();
            if (DetachedCommand.tellsItsPid() && line != null) {
                pid.complete(Long.valueOf(line));
                line = output.readLine();
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KeeperException failed(String how) {
        return new KeeperException("The keeper " + how + ". The end of its log, " + place.log() + ":\n" + logTail());
    }

    private String logTail() {
        try {
            List<String> lines = Files.readAllLines(place.log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "(it cannot be read: " + e + ")";
        }
    }

    private void rotateLog() throws IOException {
        Path log = place.log();
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
            Files.move(log, log.resolveSibling("log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static File nullDevice() {
        return new File(windows() ? "NUL" : "/dev/null");
    }

    private static boolean windows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
    }
}
