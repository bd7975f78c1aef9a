package dev.browsersession.keeper.server.browserbase;

import dev.browsersession.keeper.server.ServerOptions;
import java.time.Duration;
import java.util.Locale;

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
record Terms(
        Plan plan,
        int concurrency,
        int creationsPerMinute,
        Duration defaultTimeout,
        Duration firstConnect,
        Duration silence) {

    static final int SHORTEST_SECONDS = 60;
    static final int LONGEST_SECONDS = 6 * 60 * 60;

    Terms {
        if (concurrency < 1 || creationsPerMinute < 1) {
            throw new IllegalArgumentException("limits are 1 at least");
        }
        if (defaultTimeout.toSeconds() < SHORTEST_SECONDS || defaultTimeout.toSeconds() > LONGEST_SECONDS) {
            throw new IllegalArgumentException(
                    "the default timeout is 60 s to 6 h, was " + defaultTimeout.toSeconds() + " s");
        }
    }

    /** As many creations as anybody may want, and the service's own times. */
    static Terms of(Plan plan, int concurrency, Duration defaultTimeout) {
        return new Terms(
                plan, concurrency, Integer.MAX_VALUE, defaultTimeout, Duration.ofMinutes(5), Duration.ofMinutes(10));
    }

    /** The service has no sessions shorter than a minute or longer than six hours. */
    static Terms of(ServerOptions options) {
        long seconds = Math.max(SHORTEST_SECONDS, Math.min(LONGEST_SECONDS, options.defaultTimeoutMillis() / 1000));
        Terms usual = of(plan(options), options.maxSessions(), Duration.ofSeconds(seconds));
        return new Terms(
                usual.plan(),
                usual.concurrency(),
                options.text("browserbase.creations-per-minute")
                        .map(Integer::parseInt)
                        .orElse(usual.creationsPerMinute()),
                usual.defaultTimeout(),
                options.text("browserbase.first-connect").map(Duration::parse).orElse(usual.firstConnect()),
                options.text("browserbase.silence").map(Duration::parse).orElse(usual.silence()));
    }

    private static Plan plan(ServerOptions options) {
        return options.text("browserbase.plan")
                .map(name -> Plan.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')))
                .orElse(Plan.PAID);
    }

    Terms withCreationsPerMinute(int creations) {
        return new Terms(plan, concurrency, creations, defaultTimeout, firstConnect, silence);
    }
}
