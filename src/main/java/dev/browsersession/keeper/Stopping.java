package dev.browsersession.keeper;

import dev.browsersession.protocol.Stopped;
import dev.browsersession.provider.ProviderFailure;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The end of one session at its provider. Tried again, with growing pauses, until it is seen to be gone or its ttl has passed;
 * whoever asked hears of the first try.
 */
final class Stopping {

    private static final System.Logger LOG = System.getLogger(Stopping.class.getName());
    private static final long FIRST_PAUSE = 200;
    private static final long LONGEST_PAUSE = 30_000;
    private static final int ASKER_WAITS_SECONDS = 30;

    /** Returns when the session is seen to be gone. */
    interface Attempt {
        void stop(String id) throws ProviderFailure;
    }

    private final Attempt attempt;
    private final String session;
    private final Machinery machinery;
    private final LongSupplier livedMillis;
    private final LongSupplier ttlLeftMillis;
    private final CompletableFuture<Stopped> firstTry = new CompletableFuture<>();
    private final CompletableFuture<Stopped> gone = new CompletableFuture<>();

    Stopping(
            Attempt attempt,
            String session,
            Machinery machinery,
            LongSupplier livedMillis,
            LongSupplier ttlLeftMillis) {
        this.attempt = attempt;
        this.session = session;
        this.machinery = machinery;
        this.livedMillis = livedMillis;
        this.ttlLeftMillis = ttlLeftMillis;
    }

    void begin() {
        attempt(FIRST_PAUSE);
    }

    /** Completed when it is seen to be gone, or given up. */
    CompletableFuture<Stopped> gone() {
        return gone;
    }

    /** Waits for the first try. */
    Stopped outcome() {
        Stopped late = new Stopped(session, false, notYet("it takes longer than expected"), livedMillis.getAsLong());
        return firstTry.copy()
                .completeOnTimeout(late, ASKER_WAITS_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private void attempt(long pause) {
        try {
            attempt.stop(session);
            Stopped stopped = new Stopped(session, true, null, livedMillis.getAsLong());
            firstTry.complete(stopped);
            gone.complete(stopped);
            LOG.log(Level.INFO, "session {0} is stopped", session);
        } catch (ProviderFailure | RuntimeException | Error e) {
            LOG.log(Level.WARNING, "session {0} did not stop: {1}", session, e.toString());
            firstTry.complete(new Stopped(session, false, notYet(e.getMessage()), livedMillis.getAsLong()));
            tryAgainOrGiveUp(pause);
        }
    }

    private void tryAgainOrGiveUp(long pause) {
        if (ttlLeftMillis.getAsLong() < -LONGEST_PAUSE) {
            LOG.log(Level.ERROR, "session {0} was never seen to be gone; its ttl has passed", session);
            gone.complete(new Stopped(
                    session, false, "it was never seen to be gone, and its ttl has passed", livedMillis.getAsLong()));
            return;
        }
        Runnable again = () -> machinery.workers().execute(() -> attempt(Math.min(pause * 2, LONGEST_PAUSE)));
        machinery.timer().schedule(again, pause, TimeUnit.MILLISECONDS);
    }

    private static String notYet(String reason) {
        return Sentence.asPart(reason) + "; the keeper goes on trying";
    }
}
