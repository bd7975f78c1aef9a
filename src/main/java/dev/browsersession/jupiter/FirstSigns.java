package dev.browsersession.jupiter;

import java.time.Duration;
import java.util.List;

/**
 * What ChromeDriver says of a browser that is about to end: Chrome closes its pages first, and still answers the keeper by then.
 * It may also be said of a page that a test has closed, so it is a reason to wait for a moment and no more.
 */
final class FirstSigns {

    /** By how much they may come before the end. */
    static final Duration LEAD = Duration.ofSeconds(2);

    private static final List<String> WORDS = List.of(
            "cannot determine loading status",
            "target window already closed",
            "web view not found",
            "target detached",
            "disconnected",
            "not reachable");

    private FirstSigns() {}

    static boolean of(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            String message = String.valueOf(at.getMessage());
            if (WORDS.stream().anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }
}
