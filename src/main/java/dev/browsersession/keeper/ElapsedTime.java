package dev.browsersession.keeper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Time that only ever goes on, whatever is done to the clock. On Linux it counts a suspended machine's time too, as a cloud
 * session's ttl does; elsewhere it counts what {@link System#nanoTime()} counts.
 */
class ElapsedTime {

    private static final Path UPTIME = Path.of("/proc/uptime");

    private final boolean uptime = Files.isReadable(UPTIME);

    /** Milliseconds since some moment in the past. */
    long millis() {
        return uptime ? uptimeMillis() : System.nanoTime() / 1_000_000;
    }

    private static long uptimeMillis() {
        try {
            String text = Files.readString(UPTIME, StandardCharsets.US_ASCII);
            return Math.round(Double.parseDouble(text.substring(0, text.indexOf(' '))) * 1000);
        } catch (IOException e) {
            throw new IllegalStateException("/proc/uptime could be read before and cannot now", e);
        }
    }
}
