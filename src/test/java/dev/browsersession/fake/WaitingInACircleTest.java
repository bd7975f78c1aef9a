package dev.browsersession.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.browsersession.SessionLimitException;
import dev.browsersession.lease.Keeper;
import dev.browsersession.lease.Lease;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Classes that have all the places, while classes within them wait for another. */
class WaitingInACircleTest extends FakeTestCase {

    private final List<String> waiting = new CopyOnWriteArrayList<>();

    private CompletableFuture<Lease> askInVain(Keeper keeper, String holder) {
        keeper.whenWaiting(waiting::add);
        CompletableFuture<Lease> asked =
                CompletableFuture.supplyAsync(() -> keeper.acquire(session(holder, NET.multipliedBy(4))));
        await().atMost(NET).until(() -> waiting.stream().anyMatch(it -> it.startsWith(holder + " waits")));
        return asked;
    }

    @Test
    void oneOfThemIsToldAtOnceAndTheOthersGoOn() throws Exception {
        parameters.put("browser.session.max-sessions", "2");
        try (Keeper keeper = open();
                Keeper other = open()) {
            Lease one = keeper.acquire(session("OneTest", NET));
            Lease two = other.acquire(session("TwoTest", NET));
            CompletableFuture<Lease> withinOne = askInVain(keeper, "OneTest.Inner");

            CompletableFuture<Lease> withinTwo =
                    CompletableFuture.supplyAsync(() -> other.acquire(session("TwoTest.Inner", NET.multipliedBy(4))));

            assertThatThrownBy(() -> withinTwo.get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(SessionLimitException.class)
                    .cause()
                    .hasMessageStartingWith(
                            "TwoTest.Inner gets no session of provider fake: it and others wait for each"
                                    + " other. Each of the places is given back only after one that waits: fake-1 of OneTest"
                                    + " (process ")
                    .hasMessageContaining(", fake-2 of TwoTest (process ")
                    .hasMessageEndingWith("browser.session.max-sessions allows 2 at a time. Use the sessions of the"
                            + " classes around them, or allow more.");
            assertThat(withinOne).isNotDone();
            two.release(false);
            withinOne.get(30, TimeUnit.SECONDS).release(false);
            one.release(false);
        }
    }

    @Test
    void aPlaceThatSomebodyElseHasIsWaitedFor() throws Exception {
        parameters.put("browser.session.max-sessions", "3");
        try (Keeper keeper = open()) {
            Lease one = keeper.acquire(session("OneTest", NET));
            Lease two = keeper.acquire(session("TwoTest", NET));
            Lease free = keeper.acquire(session("FreeTest", NET));
            CompletableFuture<Lease> withinOne = askInVain(keeper, "OneTest.Inner");
            assertThatThrownBy(() -> keeper.acquire(session("TwoTest.Inner", Duration.ofMillis(200))))
                    .hasMessageStartingWith("TwoTest.Inner got no session of provider fake: it waited ");
            free.release(false);
            withinOne.get(30, TimeUnit.SECONDS).release(false);
            two.release(false);
            one.release(false);
        }
    }
}
