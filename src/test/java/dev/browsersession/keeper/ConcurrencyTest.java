package dev.browsersession.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.Account;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final AtomicLong millis = new AtomicLong(1_000_000);
    private final ElapsedTime time = new ElapsedTime() {
        @Override
        long millis() {
            return millis.get();
        }
    };
    private final AtomicInteger asked = new AtomicInteger();
    private final Account account = new Account() {
        @Override
        public Secret identity() {
            return new Secret("somebody");
        }

        @Override
        public OptionalInt concurrency() {
            asked.incrementAndGet();
            return OptionalInt.of(3);
        }

        @Override
        public void stop(String id) {
            throw new AssertionError(id);
        }
    };

    @AfterEach
    void endWorkers() {
        workers.shutdownNow();
    }

    @Test
    void isAskedForOnceAMinuteAndForEachAccount() {
        Concurrency concurrency = new Concurrency(new Machinery(null, workers, null, null, null, null, time, null));
        PlaceQueue queue =
                new PlaceQueue("fake", time, new PlaceHolders(session -> List.of(), session -> Optional.empty()));
        AccountKey key = AccountKey.of("fake", Optional.of(account));

        concurrency.of(key, account, queue);
        millis.addAndGet(59_999);
        concurrency.of(key, account, queue);
        assertThat(asked).hasValue(1);

        millis.addAndGet(1);
        concurrency.of(key, account, queue);
        await().untilAsserted(() -> assertThat(asked).hasValue(2));
        concurrency.of(new AccountKey("fake", Optional.of(new Secret("another"))), account, queue);
        await().untilAsserted(() -> assertThat(asked).hasValue(3));
    }
}
