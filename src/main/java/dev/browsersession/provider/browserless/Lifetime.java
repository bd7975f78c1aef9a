package dev.browsersession.provider.browserless;

import java.time.Duration;

/** How long a session may live, counted from here. */
final class Lifetime {

    /** The server begins to count at another moment, and may be earlier. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private final long began = System.nanoTime();
    private final Duration ttl;

    Lifetime(Duration ttl) {
        this.ttl = ttl;
    }

    Duration left() {
        return ttl.minusNanos(System.nanoTime() - began);
    }

    boolean isOver() {
        return left().compareTo(SLACK) < 0;
    }
}
