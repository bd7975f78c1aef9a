package dev.browsersession.keeper.server.browserbase;

import java.time.Duration;

/**
 * What the one project may do.
 *
 * @param plan what has been paid for
 * @param concurrency how many sessions it may have at once
 * @param creationsPerMinute how many it may create within any 60 s
 * @param defaultTimeout the ttl of a session that asks for none, 60 s to 6 h
 * @param firstConnect how long a session waits for its first client
 * @param silence how long a client may send no command before its connection is closed
 */
public record Terms(
        Plan plan,
        int concurrency,
        int creationsPerMinute,
        Duration defaultTimeout,
        Duration firstConnect,
        Duration silence) {

    static final int SHORTEST_SECONDS = 60;
    static final int LONGEST_SECONDS = 6 * 60 * 60;

    public Terms {
        if (concurrency < 1 || creationsPerMinute < 1) {
            throw new IllegalArgumentException("limits are 1 at least");
        }
        if (defaultTimeout.toSeconds() < SHORTEST_SECONDS || defaultTimeout.toSeconds() > LONGEST_SECONDS) {
            throw new IllegalArgumentException(
                    "the default timeout is 60 s to 6 h, was " + defaultTimeout.toSeconds() + " s");
        }
    }

    /** As many creations as anybody may want, and the service's own times. */
    public static Terms of(Plan plan, int concurrency, Duration defaultTimeout) {
        return new Terms(
                plan, concurrency, Integer.MAX_VALUE, defaultTimeout, Duration.ofMinutes(5), Duration.ofMinutes(10));
    }

    public Terms withCreationsPerMinute(int creations) {
        return new Terms(plan, concurrency, creations, defaultTimeout, firstConnect, silence);
    }

    public Terms withWaits(Duration first, Duration silent) {
        return new Terms(plan, concurrency, creationsPerMinute, defaultTimeout, first, silent);
    }
}
