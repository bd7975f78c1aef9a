package dev.browsersession.keeper;

import dev.browsersession.protocol.Failure;
import dev.browsersession.provider.HostedProcess;
import dev.browsersession.provider.ProcessHost;
import dev.browsersession.provider.ProviderFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running ChromeDriver. */
record ChromeDriverProcess(String key, Path driver, HostedProcess process, int port, String version) {

    private static final long START_SECONDS = 20;
    private static final int PORT_TRIES = 5;
    private static final Pattern VERSION = Pattern.compile("Starting ChromeDriver ([0-9]+(?:\\.[0-9]+)*).*");
    private static final Pattern STARTED =
            Pattern.compile("ChromeDriver was started successfully on port ([0-9]+)\\.?.*");

    /**
     * Starts it; when this throws, nothing of it is left. Of two that start at once, one may find that the free port that it chose
     * is taken for its other address family, and ends: then it is started again.
     */
    static ChromeDriverProcess start(ProcessHost processes, String key, ChromeDriverFile driver)
            throws ProviderFailure {
        for (int attempt = 1; ; attempt++) {
            try {
                return startOnce(processes, key + "-" + attempt, driver);
            } catch (ProviderFailure e) {
                if (attempt == PORT_TRIES || !e.getMessage().contains("Address already in use")) {
                    throw e;
                }
            }
        }
    }

    private static ChromeDriverProcess startOnce(ProcessHost processes, String key, ChromeDriverFile driver)
            throws ProviderFailure {
        HostedProcess process = null;
        try {
            Path directory = processes.newDirectory(key);
            process = processes.start(key, driver.command(), environment(directory));
            String version = group(VERSION, process);
            int port = Integer.parseInt(group(STARTED, process));
            return new ChromeDriverProcess(key, driver.path(), process, port, version);
        } catch (IOException e) {
            throw failed(processes, key, driver.path(), process, "could not be started: " + e.getMessage(), e);
        } catch (ExecutionException e) {
            throw failed(processes, key, driver.path(), process, "ended before it said which port it listens on", e);
        } catch (TimeoutException e) {
            throw failed(
                    processes,
                    key,
                    driver.path(),
                    process,
                    "did not say which port it listens on within " + START_SECONDS + " s",
                    e);
        } catch (InterruptedException e) {
            ProviderFailure failure =
                    failed(processes, key, driver.path(), process, "was given up while it was starting", e);
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    /** For sentences. */
    String name() {
        return "The ChromeDriver " + driver + " (process " + process.pid() + ")";
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int major() {
        return Integer.parseInt(version.split("\\.", 2)[0]);
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static String group(Pattern pattern, HostedProcess process)
            throws ExecutionException, TimeoutException, InterruptedException {
        String line = process.firstLine(it -> pattern.matcher(it).matches())
                .toCompletableFuture()
                .get(START_SECONDS, TimeUnit.SECONDS);
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalStateException("a line that fitted does not fit: " + line);
        }
        return matcher.group(1);
    }

    /** Nothing of the keeper's own environment: sessions of different owners go through one driver. */
    private static Map<String, String> environment(Path directory) {
        Map<String, String> environment = new TreeMap<>();
        for (String name : List.of("PATH", "HOME", "SystemRoot", "LD_LIBRARY_PATH")) {
            Optional.ofNullable(System.getenv(name)).ifPresent(value -> environment.put(name, value));
        }
        List.of("TMPDIR", "TMP", "TEMP").forEach(name -> environment.put(name, directory.toString()));
        return environment;
    }

    private static ProviderFailure failed(
            ProcessHost processes, String key, Path driver, HostedProcess process, String words, Exception cause) {
        String output = process == null ? "" : String.join("\n  ", process.lastOutput());
        ProviderFailure failure = new ProviderFailure(
                Failure.Kind.BROWSER_NOT_FOUND,
                "The ChromeDriver " + driver + " cannot be used: it " + words + "."
                        + (output.isEmpty() ? "" : " The last lines that it wrote:\n  " + output + "\n")
                        + " Set local.chromedriver to the path of a ChromeDriver that works.",
                cause);
        try {
            processes.end(key);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }
}
