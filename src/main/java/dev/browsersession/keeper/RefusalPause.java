package dev.browsersession.keeper;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait after a refusal: as the provider says, or longer each time. Spread a little, so that keepers that were refused
 * together do not ask together. Guarded by its queue.
 */
final class RefusalPause {

    private static final long FIRST = 1_000;
    private static final long LONGEST = 15_000;
    /** A provider that says "at once" is asked often enough with this. */
    private static final long SHORTEST = 250;

    private long next = FIRST;

    /** @param again whether it was refused before: what several hear together is one refusal */
    long after(Optional<Duration> told, boolean again) {
        if (told.isPresent()) {
            long millis = Math.max(SHORTEST, told.get().toMillis());
            return millis + upTo(Math.min(millis / 10, 1_000));
        }
        if (again) {
            next = Math.min(LONGEST, next * 2);
        }
        return next - next / 8 + upTo(next / 4);
    }

    void reset() {
        next = FIRST;
    }

    private static long upTo(long millis) {
        return ThreadLocalRandom.current().nextLong(millis + 1);
    }
}
