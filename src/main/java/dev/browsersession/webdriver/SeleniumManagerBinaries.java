package dev.browsersession.webdriver;

import dev.browsersession.BrowserSessionException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openqa.selenium.manager.SeleniumManager;
import org.openqa.selenium.manager.SeleniumManagerOutput.Result;

/** Selenium Manager, with an end to its patience: by itself it may wait for an hour where packets are dropped. */
final class SeleniumManagerBinaries implements ManagedBinaries {

    private static final int REQUEST_LIMIT_SECONDS = 120;
    private static final int LIMIT_SECONDS = 240;

    @Override
    public Answer ask(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--timeout", String.valueOf(REQUEST_LIMIT_SECONDS)));
        FutureTask<Result> task =
                new FutureTask<>(() -> SeleniumManager.getInstance().getBinaryPaths(all));
        Thread thread = new Thread(task, "selenium-manager");
        thread.setDaemon(true);
        thread.start();
        try {
            return answer(task.get(LIMIT_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return Answer.nothing(lastWords(e.getCause()));
        } catch (TimeoutException e) {
            task.cancel(true);
            return Answer.nothing("it gave no answer within " + LIMIT_SECONDS + " s");
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new BrowserSessionException(
                    "Selenium Manager was asked for a browser or driver, and interrupted.", e);
        }
    }

    private static Answer answer(Result result) {
        return new Answer(
                path(result.getBrowserPath()),
                path(result.getDriverPath()),
                Objects.requireNonNullElse(result.getMessage(), ""));
    }

    private static Optional<Path> path(String text) {
        return Optional.ofNullable(text).filter(value -> !value.isBlank()).map(Path::of);
    }

    /** Selenium puts the command line into the first line, the tool's words below it, and its own build below them. */
    private static String lastWords(Throwable failure) {
        String message = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        return message.lines()
                .takeWhile(line -> !line.startsWith("Build info:"))
                .filter(line -> !line.startsWith("Command failed with code:"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce((first, second) -> first + " " + second)
                .orElse(message);
    }
}
