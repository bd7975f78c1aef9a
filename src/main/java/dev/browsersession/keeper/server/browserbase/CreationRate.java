package dev.browsersession.keeper.server.browserbase;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts creations within the last minute. Used under its book's lock. */
final class CreationRate {

    private static final long WINDOW_MILLIS = 60_000;

    private final int limit;
    private final Deque<Long> creations = new ArrayDeque<>();

    CreationRate(int limit) {
        this.limit = limit;
    }

    void require(long now) throws Refusal {
        forget(now);
        if (creations.size() >= limit) {
            Map<String, String> headers = new LinkedHashMap<>(headers(now));
            headers.put("retry-after", headers.get("x-ratelimit-reset"));
            throw new Refusal(
                    429,
                    "You've exceeded your session creation limit (limit " + limit + " per minute, currently "
                            + creations.size() + "). Please try again later.",
                    headers);
        }
    }

    void count(long now) {
        creations.addLast(now);
    }

    /** What an answer to a creation tells. */
    Map<String, String> headers(long now) {
        forget(now);
        return Map.of(
                "x-ratelimit-limit", Integer.toString(limit),
                "x-ratelimit-remaining", Integer.toString(limit - creations.size()),
                "x-ratelimit-reset", Long.toString(secondsUntilOneIsForgotten(now)));
    }

    private long secondsUntilOneIsForgotten(long now) {
        return creations.isEmpty() ? 0 : Math.floorDiv(creations.peekFirst() + WINDOW_MILLIS - now + 999, 1000L);
    }

    private void forget(long now) {
        while (!creations.isEmpty() && now - creations.peekFirst() >= WINDOW_MILLIS) {
            creations.removeFirst();
        }
    }
}
