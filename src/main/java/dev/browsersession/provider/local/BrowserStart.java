package dev.browsersession.provider.local;

import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.HostedProcess;
import dev.browsersession.provider.ProcessHost;
import dev.browsersession.provider.ProviderFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One attempt to start a browser: returns when it can be connected to, or says why it cannot and what it wrote. */
record BrowserStart(
        ProcessHost processes, String key, Path directory, List<String> command, Map<String, String> environment) {

    private static final long LIMIT_SECONDS = 30;
    private static final long EXIT_SECONDS = 2;
    private static final String ANNOUNCEMENT = "DevTools listening on ";
    private static final int CANNOT_RUN = 126;
    private static final int NOT_FOUND = 127;

    LocalSession run() throws ProviderFailure {
        HostedProcess browser = null;
        try {
            browser = processes.start(key, command, environment);
            String line = browser.firstLine(it -> it.startsWith(ANNOUNCEMENT))
                    .toCompletableFuture()
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
            Secret url = new Secret(line.substring(ANNOUNCEMENT.length()).strip());
            return new LocalSession(key, directory, url, browser, processes);
        } catch (IOException e) {
            throw failed(Failure.Kind.BROWSER_NOT_FOUND, "could not be started: " + e.getMessage(), browser, e);
        } catch (ExecutionException e) {
            throw ended(browser, e);
        } catch (TimeoutException e) {
            throw failed(
                    Failure.Kind.PROVIDER,
                    "did not open its debugging port within " + LIMIT_SECONDS + " s",
                    browser,
                    e);
        } catch (InterruptedException e) {
            ProviderFailure failure = failed(Failure.Kind.PROVIDER, "was given up while it was starting", browser, e);
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    private ProviderFailure ended(HostedProcess browser, ExecutionException cause) {
        Integer code = browser.exited()
                .toCompletableFuture()
                .completeOnTimeout(null, EXIT_SECONDS, TimeUnit.SECONDS)
                .join();
        if (code == null) {
            return failed(
                    Failure.Kind.PROVIDER, "closed its output before its debugging port was open", browser, cause);
        }
        Failure.Kind kind =
                code == CANNOT_RUN || code == NOT_FOUND ? Failure.Kind.BROWSER_NOT_FOUND : Failure.Kind.PROVIDER;
        String words = ProcessEnd.words(code) + " before its debugging port was open";
        return saysSandbox(browser.lastOutput())
                ? new SandboxFailure(message(words, browser), cause)
                : failed(kind, words, browser, cause);
    }

    private static boolean saysSandbox(List<String> output) {
        return output.stream().anyMatch(line -> line.toLowerCase(Locale.ROOT).contains("sandbox"));
    }

    private ProviderFailure failed(Failure.Kind kind, String words, HostedProcess browser, Exception cause) {
        return new ProviderFailure(kind, message(words, browser), cause);
    }

    private String message(String words, HostedProcess browser) {
        String start = "Provider local could not start a session: the browser " + command.get(0) + " " + words + ".";
        return browser == null ? start : start + " " + ProcessEnd.lastLines(browser.lastOutput());
    }

    /** The browser said that it cannot run with its sandbox. */
    static final class SandboxFailure extends ProviderFailure {
        private static final long serialVersionUID = 1L;

        private SandboxFailure(String message, Throwable cause) {
            super(Failure.Kind.PROVIDER, message, cause);
        }
    }
}
