package dev.browsersession.keeper.server.browserbase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.keeper.server.SessionsForTests;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RunningSessionsTest {

    private static final Terms TERMS = Terms.of(Plan.PAID, 3, Duration.ofMinutes(5));

    /** What happens when the clock is read for the next time. */
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

    @Test
    void aReleaseWhileItsBrowserStartsEndsTheBrowserToo() throws Exception {
        try (SessionsForTests of = SessionsForTests.open(1)) {
            SessionBook book = new SessionBook(TERMS, this::now, () -> System.nanoTime() / 1_000_000);
            RunningSessions running = new RunningSessions(book, of.sessions());
            CompletableFuture<BookedSession> opened = new CompletableFuture<>();
            CountDownLatch released = new CountDownLatch(1);
            // The book writes down the start.
            meanwhile.set(() -> meanwhile.set(() -> {
                opened.complete(book.list(Optional.empty(), Optional.empty()).get(0));
                await(released);
            }));
            CompletableFuture<RunningSession> created = CompletableFuture.supplyAsync(() -> create(running));
            BookedSession booked = opened.get(60, TimeUnit.SECONDS);
            // The browser has started before the book writes down the end.
            meanwhile.set(() -> {
                released.countDown();
                created.orTimeout(60, TimeUnit.SECONDS).join();
            });

            running.end(booked, Status.COMPLETED, "it was released");

            assertThat(created.join().served().hasEnded()).isTrue();
            assertThat(running.find(booked)).isEmpty();
            of.sessions().place().close();
        }
    }

    private Instant now() {
        meanwhile.getAndSet(() -> {}).run();
        return Instant.now();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static RunningSession create(RunningSessions running) {
        try {
            return running.create(SessionRequest.read(new JsonMapper().readTree("{}"), TERMS));
        } catch (Refusal e) {
            throw new AssertionError(e);
        }
    }
}
