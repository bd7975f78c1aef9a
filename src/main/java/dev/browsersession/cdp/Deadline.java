package dev.browsersession.cdp;

import java.time.Duration;

/**
 * What is left of a limit that several steps share.
 *
 * @param nanos in terms of {@link System#nanoTime}
 */
record Deadline(long nanos) {

    static Deadline after(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    boolean hasPassed() {
        return nanos - System.nanoTime() <= 0;
    }

    /** At least a millisecond, so that a step whose answer is there already still gets it. */
    Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, nanos - System.nanoTime()));
    }

    Duration leftAtMost(Duration most) {
        Duration left = left();
        return left.compareTo(most) < 0 ? left : most;
    }
}
