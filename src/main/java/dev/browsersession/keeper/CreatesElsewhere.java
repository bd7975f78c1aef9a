package dev.browsersession.keeper;

import dev.browsersession.protocol.Failure;
import dev.browsersession.provider.ProviderFailure;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The creates that services have been asked for and have not answered. A keeper that is told to end waits for them a while: not
 * every service can be asked later for a session whose id nobody was told.
 */
final class CreatesElsewhere {

    interface Create<T> {
        T run() throws ProviderFailure;
    }

    /** Guarded by this. */
    private int underWay;
    /** Guarded by this. */
    private boolean over;

    /** @param create returns when everybody who ends sessions knows of this one */
    <T> T during(Create<T> create) throws ProviderFailure {
        synchronized (this) {
            if (over) {
                throw new ProviderFailure(Failure.Kind.INTERNAL, "The keeper ends.");
            }
            underWay++;
        }
        try {
            return create.run();
        } finally {
            synchronized (this) {
                underWay--;
                notifyAll();
            }
        }
    }

    /** Lets no other begin. */
    synchronized void end() {
        over = true;
    }

    /**
     * Waits for those that have begun.
     *
     * @return how many are still not answered
     */
    synchronized int awaitAnswers(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (underWay > 0 && end - System.nanoTime() > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return underWay;
    }
}
