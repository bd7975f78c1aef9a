package dev.browsersession.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.browsersession.SessionLimitException;
import dev.browsersession.lease.Keeper;
import dev.browsersession.lease.Lease;
import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.SharedName;
import dev.browsersession.protocol.Sharing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shared sessions at a provider that has no room for another. */
class SharedLimitsTest extends FakeTestCase {

    private final ExecutorService tests = Executors.newCachedThreadPool();
    private final List<String> waiting = new CopyOnWriteArrayList<>();

    @BeforeEach
    void runsOfTheirOwn() {
        parameters.put("browser.session.run", "0");
        cloud.allow(1);
    }

    @AfterEach
    void endThreads() {
        tests.shutdownNow();
    }

    private Acquire shared(String holder, Duration wait) {
        return shared(holder, wait, Duration.ZERO);
    }

    private Acquire shared(String holder, Duration wait, Duration minLeft) {
        Acquire own = session(holder, wait);
        return new Acquire(
                own.spec(),
                own.environment(),
                own.access(),
                own.waitMillis(),
                null,
                holder,
                new Sharing(new SharedName("checkout", null), false, 0, minLeft.toMillis()));
    }

    private CompletableFuture<Lease> ask(Keeper keeper, Acquire request) {
        return CompletableFuture.supplyAsync(() -> keeper.acquire(request), tests);
    }

    private void standsStill(String holder) {
        await().atMost(NET).until(() -> waiting.stream().anyMatch(it -> it.startsWith(holder + " waits")));
    }

    @Test
    void whoeverJoinsOneThatIsThereNeedsNoPlace() {
        try (Keeper one = open();
                Keeper two = open()) {
            Lease there = one.acquire(shared("FirstTest", NET));
            two.whenWaiting(waiting::add);
            CompletableFuture<Lease> own = ask(two, session("OwnTest", NET));
            standsStill("OwnTest");
            Lease joined = two.acquire(shared("SecondTest", NET));
            assertThat(joined.session().id()).isEqualTo(there.session().id());
            assertThat(own).isNotDone();
            assertThat(waiting.get(0)).contains("fake-1 of FirstTest (process ");
        }
    }

    @Test
    void whoeverIsWillingToWaitLongerThanWhoAskedFirstGoesOnWaiting() throws Exception {
        String others = cloud.has("others", Duration.ZERO);
        try (Keeper one = open();
                Keeper two = open()) {
            one.whenWaiting(waiting::add);
            two.whenWaiting(waiting::add);
            CompletableFuture<Lease> first = ask(one, shared("FirstTest", Duration.ofSeconds(4)));
            standsStill("FirstTest");
            CompletableFuture<Lease> patient = ask(two, shared("PatientTest", NET));
            await("it is told why it stands still, too").atMost(NET).untilAsserted(() -> assertThat(waiting)
                    .hasSizeGreaterThanOrEqualTo(2));
            assertThatThrownBy(() -> first.get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(SessionLimitException.class)
                    .hasMessageFindingMatch("FirstTest got no session of provider fake: it waited ([4-9]|\\d\\d)\\.");
            assertThat(patient).isNotDone();
            cloud.lose(others);
            assertThat(patient.get(30, TimeUnit.SECONDS).created()).isTrue();
        }
    }

    @Test
    void whoeverIsNotWillingToWaitAsLongAsWhoAskedFirstFailsByItself() throws Exception {
        String others = cloud.has("others", Duration.ZERO);
        try (Keeper one = open();
                Keeper two = open()) {
            one.whenWaiting(waiting::add);
            CompletableFuture<Lease> first = ask(one, shared("FirstTest", NET));
            standsStill("FirstTest");
            assertThatThrownBy(() -> two.acquire(shared("HastyTest", Duration.ofMillis(500))))
                    .isInstanceOf(SessionLimitException.class)
                    .hasMessageFindingMatch("^HastyTest got no session: it waited (0\\.[5-9]|[1-9]\\d*\\.\\d) s")
                    .hasMessageContaining("s for \"checkout\", which cannot be created for FirstTest (process ")
                    .hasMessageContaining("the fake cloud says \"too many sessions");
            cloud.lose(others);
            assertThat(first.get(30, TimeUnit.SECONDS).created()).isTrue();
        }
    }

    @Test
    void oneWhoseSuccessorGotNoPlaceIsStoppedWithItsLastLeaseAllTheSame() {
        try (Keeper one = open();
                Keeper two = open()) {
            Lease there = one.acquire(shared("FirstTest", NET));
            Duration moreThanIsLeft = ttl.plusMinutes(1);
            assertThatThrownBy(() -> two.acquire(shared("NextTest", Duration.ofMillis(500), moreThanIsLeft)))
                    .isInstanceOf(SessionLimitException.class)
                    .hasMessageContaining(
                            "places are taken by: " + there.session().id() + " of FirstTest (process ");
            assertThat(there.release(false).stopped().orElseThrow().verified()).isTrue();
        }
    }
}
