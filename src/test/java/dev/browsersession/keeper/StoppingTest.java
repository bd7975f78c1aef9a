package dev.browsersession.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.ProviderDescription;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.protocol.Stopped;
import dev.browsersession.provider.ProvidedSession;
import dev.browsersession.provider.ProvidedStatus;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.SessionProvider;
import dev.browsersession.provider.Surroundings;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A provider whose stop does not work at once. */
class StoppingTest {

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void shutDown() {
        workers.shutdownNow();
        timer.shutdownNow();
    }

    private Stopping stopping(SessionProvider provider, long ttlLeftMillis) {
        Machinery machinery = new Machinery(null, workers, timer, null, null, null, new ElapsedTime(), null);
        return new Stopping(provider::stop, "s-1", machinery, () -> 1_000, () -> ttlLeftMillis);
    }

    @Test
    void isTriedAgainUntilItWorksAndTheAskerHearsOfTheFirstTry() throws Exception {
        FailingStops provider = new FailingStops(2);
        Stopping stopping = stopping(provider, 60_000);
        stopping.begin();
        Stopped heard = stopping.outcome();
        assertThat(heard.verified()).isFalse();
        assertThat(heard.problem()).isEqualTo("status 500; the keeper goes on trying");
        stopping.gone().get(30, TimeUnit.SECONDS);
        assertThat(provider.stops).hasValue(3);
    }

    @Test
    void isGivenUpWhenTheTtlHasLongPassed() throws Exception {
        FailingStops provider = new FailingStops(Integer.MAX_VALUE);
        Stopping stopping = stopping(provider, -60_000);
        stopping.begin();
        stopping.gone().get(30, TimeUnit.SECONDS);
        assertThat(provider.stops).hasValue(1);
    }

    private static final class FailingStops implements SessionProvider {

        private final AtomicInteger stops = new AtomicInteger();
        private final int failing;

        FailingStops(int failing) {
            this.failing = failing;
        }

        @Override
        public void stop(String id) throws ProviderFailure {
            if (stops.incrementAndGet() <= failing) {
                throw new ProviderFailure(Failure.Kind.PROVIDER, "status 500.");
            }
        }

        @Override
        public ProviderDescription describe() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ProvidedSession create(SessionSpec spec, Surroundings surroundings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ProvidedStatus inspect(String id) {
            throw new UnsupportedOperationException();
        }
    }
}
