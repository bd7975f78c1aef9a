package dev.browsersession.keeper.server.browserbase;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** All sessions of the server's Browserbase side, those that are over included, and the limits on creating more. */
final class SessionBook {

    /** So many that are over are remembered. */
    private static final int LARGEST_PAST = 1_000;

    private static final String SOON_SECONDS = "1";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Terms terms;
    private final InstantSource clock;
    private final LongSupplier elapsedMillis;
    private final Instant openedAt;
    // Both guarded by this. Newest last.
    private final Map<String, BookedSession> sessions = new LinkedHashMap<>();
    private final CreationRate rate;

    /** @param elapsedMillis what waits are counted in */
    SessionBook(Terms terms, InstantSource clock, LongSupplier elapsedMillis) {
        this.terms = terms;
        this.clock = clock;
        this.elapsedMillis = elapsedMillis;
        this.openedAt = clock.instant();
        this.rate = new CreationRate(terms.creationsPerMinute());
    }

    Terms terms() {
        return terms;
    }

    Instant openedAt() {
        return openedAt;
    }

    /** All that have been named, and the one of those who name none. */
    synchronized Set<String> projects() {
        Set<String> projects = new LinkedHashSet<>(Set.of(SessionRequest.DEFAULT_PROJECT));
        sessions.values().forEach(session -> projects.add(session.request().projectId()));
        return projects;
    }

    /** What has been used of a project, as far back as is remembered. */
    synchronized long minutes(String project) {
        return sessions.values().stream()
                .filter(session -> session.request().projectId().equals(project))
                .mapToLong(session -> session.minutes(clock.instant()))
                .sum();
    }

    /** Enters a session whose browser is to be started. */
    synchronized BookedSession open(SessionRequest request) throws Refusal {
        if (terms.plan() == Plan.USED_UP) {
            throw new Refusal(402, "Free plan browser minutes limit reached. Please upgrade your account.");
        }
        long now = elapsedMillis.getAsLong();
        rate.require(now);
        long running = count(session -> !session.status().over());
        if (running >= terms.concurrency()) {
            throw tooMany(terms.concurrency(), running);
        }
        rate.count(now);
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        BookedSession session = new BookedSession(
                UUID.randomUUID().toString(), HexFormat.of().formatHex(key), request, clock.instant());
        sessions.put(session.id(), session);
        forgetOldest();
        return session;
    }

    /**
     * Nobody can tell when there will be fewer: a session may be released at any moment. So whoever is told when to try again is
     * told soon, and does not wait for longer than there is reason to.
     */
    static Refusal tooMany(long limit, long running) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-ratelimit-limit", Long.toString(limit));
        headers.put("x-ratelimit-remaining", "0");
        headers.put("x-ratelimit-reset", SOON_SECONDS);
        headers.put("retry-after", SOON_SECONDS);
        return new Refusal(
                429,
                "You've exceeded your max concurrent sessions limit (limit " + limit + ", currently " + running
                        + "). Please contact support to increase your limit.",
                headers);
    }

    /** Forgets one for whose browser there was no room. */
    synchronized void cancel(BookedSession session) {
        sessions.remove(session.id());
    }

    void started(BookedSession session) {
        session.started(clock.instant(), elapsedMillis.getAsLong());
    }

    /** Whether it had not ended before. */
    boolean end(BookedSession session, Status how) {
        return session.end(how, clock.instant());
    }

    synchronized BookedSession find(String id) throws Refusal {
        BookedSession session = sessions.get(id);
        if (session == null) {
            throw new Refusal(404, "Session " + quotable(id) + " not found");
        }
        return session;
    }

    synchronized Optional<BookedSession> signedWith(String key) {
        return sessions.values().stream()
                .filter(session -> session.isSignedWith(key))
                .findFirst();
    }

    /** The newest first. */
    synchronized List<BookedSession> list(Optional<Status> status, Optional<MetadataQuery> query) {
        List<BookedSession> found = new ArrayList<>(sessions.values());
        found.removeIf(session -> status.isPresent() && session.status() != status.get());
        found.removeIf(session -> query.isPresent() && !query.get().fits(metadata(session)));
        Collections.reverse(found);
        return found;
    }

    /** Those that nobody has connected to in time. */
    synchronized List<BookedSession> forgotten() {
        long now = elapsedMillis.getAsLong();
        return sessions.values().stream()
                .filter(session -> session.isForgotten(now, terms.firstConnect().toMillis()))
                .toList();
    }

    /** For an answer to a creation. */
    synchronized Map<String, String> rateHeaders() {
        return terms.creationsPerMinute() == Integer.MAX_VALUE ? Map.of() : rate.headers(elapsedMillis.getAsLong());
    }

    /** What was asked for, as far as it can be an id. */
    private static String quotable(String id) {
        return id.matches("[0-9A-Za-z-]{1,64}") ? id : "of that name";
    }

    private static JsonNode metadata(BookedSession session) {
        return session.request().userMetadata().orElse(MissingNode.getInstance());
    }

    private long count(Predicate<BookedSession> which) {
        return sessions.values().stream().filter(which).count();
    }

    private void forgetOldest() {
        List<String> past = sessions.values().stream()
                .filter(session -> session.status().over())
                .map(BookedSession::id)
                .toList();
        past.subList(0, Math.max(0, past.size() - LARGEST_PAST)).forEach(sessions::remove);
    }
}
