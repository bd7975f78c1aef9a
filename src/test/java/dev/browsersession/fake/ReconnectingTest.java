package dev.browsersession.fake;

import static dev.browsersession.fake.FakeCloud.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.browsersession.fake.FakeCloud.Trouble;
import dev.browsersession.lease.Keeper;
import dev.browsersession.lease.Lease;
import dev.browsersession.lease.View;
import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.SessionEnd;
import dev.browsersession.protocol.SessionSpec;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session that is kept alive, at a provider that does not let the keeper connect to it again at once. */
class ReconnectingTest extends FakeTestCase {

    private Acquire kept() {
        Acquire usual = session();
        return new Acquire(
                new SessionSpec("fake", ttl.toMillis(), true, options, null),
                usual.environment(),
                usual.access(),
                0,
                null,
                usual.holder(),
                null);
    }

    private void refuse(int status, int times) {
        cloud.trouble("CDP", Collections.nCopies(times, status(status)).toArray(Trouble[]::new));
    }

    private long connects() {
        return cloud.requests().stream()
                .filter(it -> it.startsWith("GET /cdp/"))
                .count();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void whatMayPassIsWaitedForAndTheViewIsOpenedThen(int status) {
        try (Keeper keeper = open()) {
            Lease lease = keeper.acquire(kept());
            refuse(status, 4);

            lease.open(true, null).close();

            assertThat(connects()).isEqualTo(6);
            assertThat(lease.end()).isEmpty();
            lease.release(false);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404})
    void whatIsFinalIsNotTriedAgain(int status) {
        try (Keeper keeper = open()) {
            Lease lease = keeper.acquire(kept());
            refuse(status, 9);

            assertThatThrownBy(() -> lease.open(true, null)).hasMessageContaining("CONNECTION_LOST");

            assertThat(connects()).isEqualTo(3);
            lease.release(false);
        }
    }

    @Test
    void aStopIsNotKeptWaiting() throws Exception {
        try (Keeper keeper = open()) {
            Lease lease = keeper.acquire(kept());
            refuse(503, 99);
            CompletableFuture<View> opening = CompletableFuture.supplyAsync(() -> lease.open(true, null));
            await().atMost(NET).until(() -> connects() >= 4);

            assertThat(lease.stop().verified()).isTrue();

            assertThatThrownBy(() -> opening.get(NET.toSeconds(), TimeUnit.SECONDS))
                    .hasMessageContaining("STOPPED");
            await().atMost(NET).until(() -> lease.end().isPresent());
            assertThat(lease.end().orElseThrow().cause()).isEqualTo(SessionEnd.Cause.STOPPED);
            lease.release(false);
        }
    }
}
