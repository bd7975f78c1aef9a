package dev.browsersession.keeper;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Time that only ever goes on, whatever is done to the clock. On Linux it counts a suspended machine's time too, as a cloud
 * session's ttl does; elsewhere it counts what {@link System#nanoTime()} counts.
 */
class ElapsedTime {

    private static final System.Logger LOG = System.getLogger(ElapsedTime.class.getName());
    private static final Path UPTIME = Path.of("/proc/uptime");

    private final boolean uptime = Files.isReadable(UPTIME);
    /** What the two clocks differ by, for when the one cannot be read: a keeper without free file descriptors, for one. */
    private final long difference = uptime ? uptimeMillis() - nanoMillis() : 0;

    /** Milliseconds since some moment in the past. */
    long millis() {
        return uptime ? uptimeMillis() : nanoMillis();
    }

    private static long nanoMillis() {
        return System.nanoTime() / 1_000_000;
    }

    private long uptimeMillis() {
        try {
            String text = Files.readString(UPTIME, StandardCharsets.US_ASCII);
            return Math.round(Double.parseDouble(text.substring(0, text.indexOf(' '))) * 1000);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "/proc/uptime cannot be read: {0}", e.toString());
            return nanoMillis() + difference;
        }
    }
}
