package dev.browsersession.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.browsersession.ProviderException;
import dev.browsersession.SessionLimitException;
import dev.browsersession.lease.Keeper;
import dev.browsersession.lease.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that has no room for another session. */
class LimitsTest extends FakeTestCase {

    private final ExecutorService tests = Executors.newCachedThreadPool();
    private final List<String> waiting = new CopyOnWriteArrayList<>();

    @AfterEach
    void endThreads() {
        tests.shutdownNow();
    }

    private CompletableFuture<Lease> ask(Keeper keeper, String holder) {
        return CompletableFuture.supplyAsync(() -> keeper.acquire(session(holder, NET)), tests);
    }

    /** Asks, and returns when it is known to stand still. */
    private CompletableFuture<Lease> askInVain(Keeper keeper, String holder) {
        keeper.whenWaiting(waiting::add);
        CompletableFuture<Lease> asked = ask(keeper, holder);
        await().atMost(NET).until(() -> waiting.stream().anyMatch(it -> it.startsWith(holder + " waits")));
        return asked;
    }

    private static Lease taken(CompletableFuture<Lease> asked) throws Exception {
        return asked.get(30, TimeUnit.SECONDS);
    }

    @Test
    void whoAskedFirstGetsThePlaceOfASessionThatIsStoppedAndIsWokenAtOnce() throws Exception {
        cloud.allow(1);
        cloud.retryAfter(60);
        try (Keeper one = open();
                Keeper two = open()) {
            Lease there = one.acquire(session("ThereTest", NET));
            List<String> order = new CopyOnWriteArrayList<>();
            List<CompletableFuture<Lease>> asked = new ArrayList<>();
            for (String holder : List.of("FirstTest", "SecondTest", "ThirdTest")) {
                CompletableFuture<Lease> next = askInVain(asked.size() % 2 == 0 ? two : one, holder);
                asked.add(next.thenApply(lease -> {
                    order.add(holder);
                    return lease;
                }));
            }
            assertThat(cloud.requests("POST"))
                    .as("one of them was refused, for all")
                    .isEqualTo(2);
            assertThat(waiting.get(0))
                    .startsWith("FirstTest waits for a session of provider fake, nobody before it.")
                    .contains("The provider refused another: the fake cloud says \"too many sessions, 1 are running\".")
                    .contains("places are taken by: fake-1 of ThereTest (process ", "30.0 s at most");
            assertThat(waiting.get(2)).contains(", 2 others before it.");
            long start = System.nanoTime();
            assertThat(there.release(false).stopped().orElseThrow().verified()).isTrue();
            long stopped = System.nanoTime();
            for (CompletableFuture<Lease> next : asked) {
                taken(next).release(false);
            }
            System.out.printf(
                    "a stop took %d ms with three waiting, and these one after the other %d ms%n",
                    (stopped - start) / 1_000_000, (System.nanoTime() - stopped) / 1_000_000);
            assertThat(order).containsExactly("FirstTest", "SecondTest", "ThirdTest");
        }
    }

    @Test
    void afterAWhileItIsAFailureThatSaysAllThereIsToKnow() {
        cloud.allow(1);
        try (Keeper keeper = open()) {
            keeper.acquire(session("ThereTest", NET));
            assertThatThrownBy(() -> keeper.acquire(session("LateTest", Duration.ofMillis(1500))))
                    .isInstanceOf(SessionLimitException.class)
                    .hasMessageFindingMatch("^LateTest got no session of provider fake: it waited"
                            + " (1\\.[5-9]|[2-9]\\.\\d|\\d\\d\\.\\d) s, nobody before it\\.")
                    .hasMessageContaining("the fake cloud says \"too many sessions, 1 are running\"")
                    .hasMessageContaining("places are taken by: fake-1 of ThereTest (process ")
                    .hasMessageContaining("browser.session.acquire-timeout to wait longer");
        }
    }

    @Test
    void whereAllPlacesAreTakenBySomebodyElseItSaysSo() {
        cloud.has("others-", Duration.ZERO);
        cloud.allow(1);
        try (Keeper keeper = open()) {
            assertThatThrownBy(() -> keeper.acquire(session("LateTest", Duration.ofMillis(100))))
                    .isInstanceOf(SessionLimitException.class)
                    .hasMessageContaining("None of the sessions there is of this keeper");
        }
        cloud.lose("fake-1");
    }

    @Test
    void aRefusalIsRepeatedWhenTheProviderSaysSo() {
        cloud.trouble("POST", FakeCloud.tooMany(2));
        try (Keeper keeper = open()) {
            long start = System.nanoTime();
            keeper.acquire(session("PatientTest", NET)).release(false);
            long took = (System.nanoTime() - start) / 1_000_000;
            System.out.printf("a create with retry-after 2 took %d ms%n", took);
            assertThat(took).isGreaterThanOrEqualTo(2_000);
            assertThat(cloud.requests("POST")).isEqualTo(2);
        }
    }

    @Test
    void whoIsRefusedWhenConnectingWaitsNoLongerThanItSaidForTheEndOfWhatWasCreated() throws Exception {
        CountDownLatch stops = new CountDownLatch(1);
        cloud.trouble("CDP", FakeCloud.tooMany(0));
        cloud.trouble("DELETE", FakeCloud.heldUntil(stops));
        try (Keeper keeper = open()) {
            assertThatThrownBy(() -> keeper.acquire(session("RefusedTest", Duration.ofMillis(500))))
                    .isInstanceOf(SessionLimitException.class)
                    .hasMessageStartingWith("RefusedTest got no session of provider fake: the fake cloud says")
                    .hasMessageEndingWith("What was created for it, fake-1, is still being stopped, so it was not asked"
                            + " for another.");
            Lease next = keeper.acquire(session("NextTest", NET));
            assertThat(cloud.running()).containsExactly("fake-1", "fake-2");
            stops.countDown();
            await().atMost(NET).until(() -> cloud.running().equals(List.of("fake-2")));
            next.release(false);
        }
    }

    @Test
    void anOwnerThatDiesLeavesTheQueue() throws Exception {
        cloud.allow(1);
        cloud.retryAfter(60);
        try (Keeper keeper = open()) {
            Lease there = keeper.acquire(session("ThereTest", NET));
            Process dying = OwnerProcess.start(parameters, cloud.url());
            try {
                OwnerProcess.awaitWaiting(dying);
                CompletableFuture<Lease> second = askInVain(keeper, "SecondTest");
                assertThat(waiting.get(0)).contains(", 1 other before it.");
                dying.destroyForcibly().waitFor();
                await().atMost(NET).until(() -> journaled().size() == 1);
                there.release(false);
                taken(second).release(false);
            } finally {
                dying.destroyForcibly();
            }
            assertThat(cloud.requests("POST"))
                    .as("refused once, and nothing for the dead")
                    .isEqualTo(3);
        }
    }

    @Test
    void anotherFailureOfWhoAsksFirstLetsTheNextOneAsk() throws Exception {
        cloud.allow(1);
        cloud.retryAfter(60);
        try (Keeper keeper = open()) {
            Lease there = keeper.acquire(session("ThereTest", NET));
            CompletableFuture<Lease> first = askInVain(keeper, "FirstTest");
            CompletableFuture<Lease> second = askInVain(keeper, "SecondTest");
            cloud.trouble("POST", FakeCloud.status(402));
            there.release(false);
            assertThat(taken(second).release(false).stopped()).isPresent();
            assertThatThrownBy(() -> taken(first)).hasCauseInstanceOf(ProviderException.class);
        }
    }

    @Test
    void noMoreAreAskedForThanTheSettingAllows() throws Exception {
        parameters.put("browser.session.max-sessions", "2");
        try (Keeper keeper = open();
                Keeper without = openWithout("browser.session.max-sessions")) {
            Lease one = keeper.acquire(session("OneTest", NET));
            Lease two = keeper.acquire(session("TwoTest", NET));
            CompletableFuture<Lease> third = askInVain(keeper, "ThirdTest");
            assertThat(waiting.get(0)).contains("browser.session.max-sessions allows 2 at a time.");
            assertThat(cloud.running()).hasSize(2);
            assertThat(cloud.requests("POST")).as("none was refused").isEqualTo(2);
            one.release(false);
            Lease three = taken(third);
            assertThatThrownBy(() -> keeper.acquire(session("FourthTest", Duration.ofMillis(200))))
                    .isInstanceOf(SessionLimitException.class)
                    .hasMessageContaining("max-sessions allows 2 at a time");
            without.acquire(session("UnboundTest", NET)).release(false);
            two.release(false);
            three.release(false);
        }
    }

    private Keeper openWithout(String parameter) {
        String value = parameters.remove(parameter);
        try {
            return open();
        } finally {
            parameters.put(parameter, value);
        }
    }

    @Test
    void noMoreAreAskedForThanTheProviderSaysThatItAllows() throws Exception {
        options.put(FakeProvider.CONCURRENCY, "true");
        cloud.allow(1);
        try (Keeper keeper = open()) {
            Lease there = keeper.acquire(session("ThereTest", NET));
            CompletableFuture<Lease> next = askInVain(keeper, "NextTest");
            assertThat(waiting.get(0)).contains("The provider allows this account 1 at a time.");
            there.release(false);
            taken(next).release(false);
            assertThat(cloud.requests("POST")).as("none was refused").isEqualTo(2);
            assertThat(cloud.requests().stream().filter(it -> it.endsWith("/concurrency")))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aProviderThatFailsToSayHowManyItAllowsIsAskedForASessionAllTheSame(boolean silent) {
        options.put(FakeProvider.CONCURRENCY, "true");
        parameters.put("browser.session.sweep-age", "0");
        cloud.trouble("GET", silent ? FakeCloud.silence() : FakeCloud.status(500));
        try (Keeper keeper = open()) {
            long start = System.nanoTime();
            keeper.acquire(session("CuriousTest", NET)).release(false);
            System.out.printf("a session was there after %d ms%n", (System.nanoTime() - start) / 1_000_000);
        }
    }
}
