package dev.browsersession.webdriver;

import dev.browsersession.protocol.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.SessionNotCreatedException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.remote.UnreachableBrowserException;
import org.openqa.selenium.remote.http.ConnectionFailedException;

/**
 * Takes the secret of a URL out of exceptions. Selenium writes the whole URL into the message of every failed request
 * and websocket, and those messages end up in test reports.
 */
final class Redaction {

    private static final String HIDDEN = "[redacted]";

    private final List<String> secrets = new ArrayList<>();

    /** What is secret in the URLs is their path and query: the host and port are not. */
    Redaction(Secret... urls) {
        for (Secret url : urls) {
            URI uri = URI.create(url.value());
            addLongEnough(withoutSlashes(uri.getRawPath()));
            addLongEnough(uri.getRawQuery());
        }
    }

    /** The same failure without the secret; the very same exception where it has none. */
    RuntimeException of(RuntimeException failure) {
        if (!isTold(failure)) {
            return failure;
        }
        String message =
                text(failure instanceof WebDriverException selenium ? selenium.getRawMessage() : failure.getMessage());
        Throwable cause = copy(failure.getCause());
        WebDriverException clean = alike(failure, message, cause);
        clean.setStackTrace(failure.getStackTrace());
        return clean;
    }

    /** Of the same type where callers tell it apart. */
    private static WebDriverException alike(RuntimeException failure, String message, Throwable cause) {
        if (failure instanceof TimeoutException) {
            return new TimeoutException(message, cause);
        }
        if (failure instanceof SessionNotCreatedException) {
            return new SessionNotCreatedException(message, cause);
        }
        if (failure instanceof UncheckedIOException) {
            return new UnreachableBrowserException(message, cause);
        }
        return failure instanceof ConnectionFailedException
                ? new ConnectionFailedException(message, cause)
                : new WebDriverException(message, cause);
    }

    IOException of(IOException failure) {
        return isTold(failure) ? copy(failure) : failure;
    }

    private boolean isTold(Throwable failure) {
        for (Throwable link = failure; link != null; link = link.getCause()) {
            String message = Objects.requireNonNullElse(link.getMessage(), "");
            if (secrets.stream().anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }

    private IOException copy(Throwable failure) {
        if (failure == null) {
            return null;
        }
        IOException copy = new IOException(text(failure.toString()), copy(failure.getCause()));
        copy.setStackTrace(failure.getStackTrace());
        return copy;
    }

    private String text(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean == null ? null : clean.replace(secret, HIDDEN);
        }
        return clean;
    }

    private void addLongEnough(String part) {
        // A short word would be taken out of innocent text as well, and is no secret.
        if (part != null && part.length() >= 8) {
            secrets.add(part);
        }
    }

    private static String withoutSlashes(String path) {
        return path == null ? null : path.replaceAll("^/+|/+$", "");
    }
}
