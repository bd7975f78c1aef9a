package dev.browsersession.keeper.server.browserbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SessionBookTest {

    private static final Instant START = Instant.parse("2026-02-03T04:05:06.789Z");
    private static final Terms TERMS = Terms.of(Plan.PAID, 3, Duration.ofMinutes(5));

    private long millis = 5_000_000;

    @Test
    void aSessionIsPendingUntilItsBrowserHasStarted() throws Refusal {
        SessionBook book = book(TERMS);

        BookedSession session = book.open(request("{}"));
        assertThat(session.status()).isEqualTo(Status.PENDING);
        assertThat(session.join()).isFalse();
        book.started(session);

        assertThat(session.status()).isEqualTo(Status.RUNNING);
        assertThat(session.join()).isTrue();
    }

    @Test
    void itIsShownWithWhatTheApiPromises() throws Refusal {
        SessionBook book = book(TERMS);
        BookedSession session = book.open(request("{\"timeout\": 60, \"userMetadata\": {\"run\": \"r\"}}"));
        pass(Duration.ofSeconds(2));
        book.started(session);

        assertThat(session.shown())
                .containsEntry("id", session.id())
                .containsEntry("createdAt", "2026-02-03T04:05:06.789Z")
                .containsEntry("startedAt", "2026-02-03T04:05:08.789Z")
                .containsEntry("updatedAt", "2026-02-03T04:05:08.789Z")
                .containsEntry("expiresAt", "2026-02-03T04:06:06.789Z")
                .containsEntry("status", "RUNNING")
                .containsEntry("keepAlive", false)
                .containsEntry("proxyBytes", 0)
                .containsEntry("region", "us-west-2")
                .containsKey("projectId")
                .containsKey("userMetadata")
                .doesNotContainKeys("endedAt", "signingKey");

        pass(Duration.ofSeconds(1));
        book.end(session, Status.COMPLETED);
        assertThat(session.shown())
                .containsEntry("endedAt", "2026-02-03T04:05:09.789Z")
                .containsEntry("updatedAt", "2026-02-03T04:05:09.789Z")
                .containsEntry("status", "COMPLETED");
    }

    @Test
    void itEndsOnceAndNobodyJoinsAfterwards() throws Refusal {
        SessionBook book = book(TERMS);
        BookedSession session = started(book, "{\"keepAlive\": true}");

        assertThat(book.end(session, Status.TIMED_OUT)).isTrue();
        assertThat(book.end(session, Status.COMPLETED)).isFalse();

        assertThat(session.status()).isEqualTo(Status.TIMED_OUT);
        assertThat(session.join()).isFalse();
        book.started(session);
        assertThat(session.status()).as("one that was started too late").isEqualTo(Status.TIMED_OUT);
    }

    @Test
    void theLastOfSeveralClientsEndsItUnlessItIsKeptAlive() throws Refusal {
        SessionBook book = book(TERMS);
        BookedSession plain = started(book, "{}");
        BookedSession kept = started(book, "{\"keepAlive\": true}");
        for (BookedSession session : List.of(plain, kept)) {
            session.join();
            session.join();
            assertThat(session.leave()).isFalse();
        }

        assertThat(plain.leave()).isTrue();
        assertThat(kept.leave()).isFalse();
        assertThat(kept.join()).isTrue();
    }

    @Test
    void aSessionToWhichNobodyConnectsIsForgotten() throws Refusal {
        SessionBook book = book(TERMS);
        BookedSession forgotten = started(book, "{\"keepAlive\": true}");
        BookedSession used = started(book, "{\"keepAlive\": true}");
        used.join();
        used.leave();

        pass(Duration.ofMinutes(5).minusMillis(1));
        assertThat(book.forgotten()).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(book.forgotten()).containsExactly(forgotten);

        book.end(forgotten, Status.TIMED_OUT);
        assertThat(book.forgotten()).isEmpty();
    }

    @Test
    void moreThanTheProjectMayHaveAtOnceAreRefused() throws Refusal {
        SessionBook book = book(TERMS);
        book.open(request("{}"));
        started(book, "{}");
        BookedSession last = started(book, "{}");

        Refusal refusal = refused(book);
        assertThat(refusal.status()).isEqualTo(429);
        assertThat(refusal).hasMessageContaining("max concurrent sessions limit (limit 3, currently 3)");
        assertThat(refusal.headers())
                .containsOnly(
                        entry("x-ratelimit-limit", "3"),
                        entry("x-ratelimit-remaining", "0"),
                        entry("x-ratelimit-reset", "1"),
                        entry("retry-after", "1"));

        book.end(last, Status.ERROR);
        assertThat(book.open(request("{}")).status()).isEqualTo(Status.PENDING);
    }

    @Test
    void creationsAreCountedWithinAnyMinute() throws Refusal {
        SessionBook book = book(Terms.of(Plan.PAID, 9, Duration.ofMinutes(5)).withCreationsPerMinute(2));
        book.open(request("{}"));
        pass(Duration.ofSeconds(20));
        book.open(request("{}"));
        assertThat(book.rateHeaders())
                .containsEntry("x-ratelimit-limit", "2")
                .containsEntry("x-ratelimit-remaining", "0")
                .containsEntry("x-ratelimit-reset", "40");
        pass(Duration.ofMillis(39_500));

        Refusal refusal = refused(book);
        assertThat(refusal.status()).isEqualTo(429);
        assertThat(refusal).hasMessageContaining("limit 2 per minute, currently 2");
        assertThat(refusal.headers())
                .containsEntry("x-ratelimit-limit", "2")
                .containsEntry("x-ratelimit-remaining", "0")
                .containsEntry("x-ratelimit-reset", "1")
                .containsEntry("retry-after", "1");

        pass(Duration.ofMillis(500));
        book.open(request("{}"));
        assertThat(refused(book).headers()).containsEntry("retry-after", "20");
    }

    @Test
    void withoutMinutesLeftNothingIsCreated() {
        Refusal refusal = refused(book(Terms.of(Plan.USED_UP, 1, Duration.ofMinutes(5))));

        assertThat(refusal.status()).isEqualTo(402);
        assertThat(refusal.body()).containsEntry("error", "Payment Required");
    }

    @Test
    void aListIsNarrowedByStatusAndByMetadata() throws Refusal {
        SessionBook book = book(TERMS);
        BookedSession a = started(book, "{\"userMetadata\": {\"run\": \"a\"}}");
        BookedSession b = started(book, "{\"userMetadata\": {\"run\": \"b\"}}");
        BookedSession over = started(book, "{\"userMetadata\": {\"run\": \"a\"}}");
        book.end(over, Status.COMPLETED);
        Optional<MetadataQuery> runA = Optional.of(MetadataQuery.parse("user_metadata['run']:'a'"));

        assertThat(book.list(Optional.empty(), Optional.empty())).containsExactly(over, b, a);
        assertThat(book.list(Optional.of(Status.RUNNING), Optional.empty())).containsExactly(b, a);
        assertThat(book.list(Optional.empty(), runA)).containsExactly(over, a);
        assertThat(book.list(Optional.of(Status.RUNNING), runA)).containsExactly(a);
    }

    @Test
    void theOldestOfThoseThatAreOverAreForgotten() throws Refusal {
        SessionBook book = book(TERMS);
        BookedSession running = started(book, "{}");
        BookedSession first = started(book, "{}");
        book.end(first, Status.COMPLETED);
        for (int i = 0; i < 1_000; i++) {
            book.end(started(book, "{}"), Status.COMPLETED);
        }
        BookedSession last = started(book, "{}");

        assertThat(book.list(Optional.empty(), Optional.empty())).hasSize(1_002).contains(running, last);
        assertThat(catchThrowableOfType(Refusal.class, () -> book.find(first.id()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aSigningKeyLeadsToItsSessionOnly() throws Refusal {
        SessionBook book = book(TERMS);
        BookedSession one = started(book, "{}");
        BookedSession two = started(book, "{}");

        assertThat(book.signedWith(one.signingKey())).contains(one);
        assertThat(book.signedWith(two.signingKey())).contains(two);
        assertThat(book.signedWith("")).isEmpty();
        assertThat(one.signingKey()).hasSizeGreaterThan(40);
    }

    private void pass(Duration time) {
        millis += time.toMillis();
    }

    private SessionBook book(Terms terms) {
        long began = millis;
        return new SessionBook(terms, () -> START.plusMillis(millis - began), () -> millis);
    }

    private static BookedSession started(SessionBook book, String json) throws Refusal {
        BookedSession session = book.open(request(json));
        book.started(session);
        return session;
    }

    private static SessionRequest request(String json) throws Refusal {
        return SessionRequest.read(new JsonMapper().readTree(json), TERMS);
    }

    private static Refusal refused(SessionBook book) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> book.open(request("{}")));
        assertThat(refusal).as("refusal").isNotNull();
        return refusal;
    }
}
