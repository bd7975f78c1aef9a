package dev.browsersession.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.Hello;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.LimitReached;
import dev.browsersession.provider.ProviderFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a queue lets somebody ask, by a time of its own. Whoever may not has waited long enough, and so is told. */
class PlaceQueueTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Owner owner = owner(0);
    private final AtomicLong now = new AtomicLong(1_000_000);
    private final PlaceQueue queue = new PlaceQueue(
            "fake",
            new ElapsedTime() {
                @Override
                long millis() {
                    return now.get();
                }
            },
            new PlaceHolders(session -> List.of(), session -> Optional.empty()));

    @AfterEach
    void endTimer() {
        timer.shutdownNow();
    }

    private Owner owner(int maxSessions) {
        return new Owner(
                new Hello(1, "test", 1, 0, false, "shop", maxSessions, 0),
                new Runs(ProcessGroups.forThisMachine(), timer, Runnable::run),
                event -> {});
    }

    private PlaceRequest request() {
        return request(owner, "ATest", 1);
    }

    private PlaceRequest request(Owner asking, String holder, long waitMillis) {
        SessionSpec spec = new SessionSpec("fake", 60_000, false, Map.of(), null);
        Acquire acquire = new Acquire(spec, Map.of(), Access.NONE, waitMillis, null, holder, null);
        return new PlaceRequest(asking, acquire, new OwnerSurroundings(acquire, null, "a-tag"), said -> {}, now.get());
    }

    private void pass(Duration time) {
        now.addAndGet(time.toMillis());
    }

    private boolean mayAsk(PlaceRequest request) {
        pass(Duration.ofMillis(1));
        ProviderFailure failure = catchThrowableOfType(ProviderFailure.class, () -> queue.await(request));
        assertThat(failure == null || failure.getMessage().startsWith("ATest got no session"))
                .as("%s", failure)
                .isTrue();
        return failure == null;
    }

    private void refusedForATime(PlaceRequest request, Duration retryAfter) {
        queue.refused(request, LimitReached.inATime("too fast.", Optional.ofNullable(retryAfter)));
    }

    private void refused(PlaceRequest request, Duration retryAfter) {
        queue.refused(request, new LimitReached("full.", Optional.ofNullable(retryAfter)));
    }

    @Test
    void ofSeveralThatAreRefusedTogetherTheLongestPauseCounts() {
        PlaceRequest first = request();
        PlaceRequest second = request();
        assertThat(mayAsk(first)).isTrue();
        assertThat(mayAsk(second)).isTrue();

        refused(first, Duration.ofSeconds(60));
        refused(second, Duration.ofSeconds(1));
        pass(Duration.ofSeconds(59));
        assertThat(mayAsk(first)).isFalse();

        pass(Duration.ofSeconds(3));
        assertThat(mayAsk(second)).as("the first has gone").isTrue();
    }

    @Test
    void anEndOfTheFullTimeBeginsWithAShortPauseAgain() {
        PlaceRequest patient = request();
        assertThat(mayAsk(patient)).isTrue();
        for (int i = 0; i < 5; i++) {
            refused(patient, null);
            pass(Duration.ofSeconds(20));
            assertThat(mayAsk(patient)).isTrue();
        }
        queue.created(patient);

        PlaceRequest later = request();
        assertThat(mayAsk(later)).isTrue();
        refused(later, null);
        pass(Duration.ofMillis(800));
        assertThat(mayAsk(later)).isFalse();
        pass(Duration.ofMillis(400));
        assertThat(mayAsk(request())).isTrue();
    }

    @Test
    void aRefusalIsNoNewsWhereASessionWasStoppedMeanwhile() {
        PlaceRequest there = request();
        PlaceRequest next = request();
        assertThat(mayAsk(there)).isTrue();
        queue.created(there);
        assertThat(mayAsk(next)).isTrue();

        queue.left(there);
        refused(next, Duration.ofSeconds(60));

        assertThat(mayAsk(next)).isTrue();
    }

    @Test
    void whatIsOverWithTimeIsNotOverBeforeWhateverIsStopped() {
        PlaceRequest there = request();
        PlaceRequest next = request();
        assertThat(mayAsk(there)).isTrue();
        queue.created(there);
        assertThat(mayAsk(next)).isTrue();

        queue.left(there);
        refusedForATime(next, Duration.ofSeconds(60));
        queue.roomWasMade();
        pass(Duration.ofSeconds(59));
        assertThat(mayAsk(next)).isFalse();

        pass(Duration.ofSeconds(3));
        assertThat(mayAsk(request())).isTrue();
    }

    @Test
    void whereThereIsNoRoomEitherAStopEndsOnlyThatPause() {
        PlaceRequest first = request();
        PlaceRequest second = request();
        assertThat(mayAsk(first)).isTrue();
        assertThat(mayAsk(second)).isTrue();

        refusedForATime(first, Duration.ofSeconds(10));
        refused(second, Duration.ofSeconds(60));
        queue.roomWasMade();
        pass(Duration.ofSeconds(9));
        assertThat(mayAsk(first)).isFalse();

        pass(Duration.ofSeconds(3));
        assertThat(mayAsk(second)).as("the first has gone").isTrue();
    }

    @Test
    void afterARefusalOneAsksAtATimeAndInOrder() {
        PlaceRequest first = request();
        PlaceRequest second = request();
        assertThat(mayAsk(first)).isTrue();
        assertThat(mayAsk(second)).isTrue();
        refused(second, null);
        refused(first, null);
        pass(Duration.ofSeconds(20));

        assertThat(mayAsk(second)).as("before the first").isFalse();
        assertThat(mayAsk(first)).isTrue();
        assertThat(mayAsk(request())).as("while the first asks").isFalse();
        queue.failed(first);
        assertThat(mayAsk(request())).isTrue();
    }

    @Test
    void noMoreAskThanTheProviderAllows() {
        queue.allows(OptionalInt.of(1));
        PlaceRequest first = request();
        assertThat(mayAsk(first)).isTrue();
        PlaceRequest second = request();
        assertThat(mayAsk(second)).isFalse();

        queue.left(first);
        assertThat(mayAsk(second)).isTrue();
    }

    @Test
    void whoIsOnlyBehindAnotherIsToldThatOnesReason() throws Exception {
        queue.await(request(owner(1), "BoundTest", 0));
        PlaceRequest second = request(owner(1), "BoundTest", 0);
        // It waits, as long as it takes, in another thread.
        CompletableFuture<ProviderFailure> ended = new CompletableFuture<>();
        Thread waits = new Thread(
                () -> ended.complete(catchThrowableOfType(ProviderFailure.class, () -> queue.await(second))));
        waits.start();
        await().until(() -> second.standsStill().isPresent());

        PlaceRequest behind = request();
        pass(Duration.ofMillis(1));
        assertThat(catchThrowableOfType(ProviderFailure.class, () -> queue.await(behind)))
                .hasMessageContaining(", 1 other before it. It is behind BoundTest (process 1). There,"
                        + " browser.session.max-sessions allows 1 at a time.");
        waits.interrupt();
        assertThat(ended.get(30, TimeUnit.SECONDS)).hasMessageContaining("The keeper ends");
    }
}
