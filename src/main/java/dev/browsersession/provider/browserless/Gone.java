package dev.browsersession.provider.browserless;

import dev.browsersession.protocol.Failure;
import dev.browsersession.provider.ProviderFailure;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for the end of a session that was asked to stop. */
final class Gone {

    /** The keeper grants 20 s for all of a stop, and asks again later. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final long FIRST_PAUSE = 50;
    private static final long LONGEST_PAUSE = 1_000;

    private Gone() {}

    /** Whether it is seen to be gone. */
    interface Question {
        boolean ask() throws ProviderFailure;
    }

    static void await(String id, Question gone) throws ProviderFailure {
        long end = System.nanoTime() + LIMIT.toNanos();
        long pause = FIRST_PAUSE;
        while (!gone.ask()) {
            if (System.nanoTime() > end) {
                throw failure(id, "is still there " + LIMIT.toSeconds() + " s after it was asked to stop");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw failure(id, "was asked to stop, and nobody waited until it was gone");
            }
            pause = Math.min(pause * 2, LONGEST_PAUSE);
        }
    }

    private static ProviderFailure failure(String id, String what) {
        return new ProviderFailure(Failure.Kind.PROVIDER, "Session " + id + " of provider browserless " + what + ".");
    }
}
