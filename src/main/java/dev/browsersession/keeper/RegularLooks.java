package dev.browsersession.keeper;

import dev.browsersession.cdp.Patience;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Looks at a session every few seconds for as long as it lives, first whether its ttl is over. */
final class RegularLooks {

    private static final Duration EVERY = Patience.of(Duration.ofSeconds(5));

    private final TimeToLive ttl;
    private final Machinery machinery;
    private final BooleanSupplier over;
    private final Runnable whenTtlIsOver;
    private final Runnable look;
    private volatile Future<?> next;

    /**
     * @param over whether the session has ended
     * @param whenTtlIsOver ends it; run by a worker
     * @param look blocks nobody
     */
    RegularLooks(TimeToLive ttl, Machinery machinery, BooleanSupplier over, Runnable whenTtlIsOver, Runnable look) {
        this.ttl = ttl;
        this.machinery = machinery;
        this.over = over;
        this.whenTtlIsOver = whenTtlIsOver;
        this.look = look;
    }

    /** The timer counts other time than the ttl does, so it looks again when it thinks that the ttl is over. */
    void begin() {
        long left = ttl.leftMillis();
        if (left <= 0) {
            machinery.workers().execute(whenTtlIsOver);
        } else if (!over.getAsBoolean()) {
            // First the next look: whatever goes wrong in this one, the ttl is enforced.
            next = machinery.timer().schedule(this::begin, Math.min(left, EVERY.toMillis()), TimeUnit.MILLISECONDS);
            look.run();
        }
    }

    void end() {
        Future<?> waiting = next;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }
}
