package dev.browsersession.keeper;

import dev.browsersession.provider.Account;
import dev.browsersession.provider.ProviderFailure;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How many sessions accounts may have, as their providers say. Asked once a minute at most, when a session is wanted. The first
 * one waits a little for the answer, the others go by the last.
 */
final class Concurrency {

    private static final System.Logger LOG = System.getLogger(Concurrency.class.getName());
    private static final long GOOD_FOR = 60_000;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Machinery machinery;
    private final Map<AccountKey, Asked> asked = new ConcurrentHashMap<>();

    private record Asked(long at, CompletableFuture<Void> answered) {}

    Concurrency(Machinery machinery) {
        this.machinery = machinery;
    }

    void of(AccountKey key, Account account, PlaceQueue queue) {
        long now = machinery.time().millis();
        Asked latest = asked.compute(key, (same, before) -> {
            if (before != null && now - before.at() < GOOD_FOR) {
                return before;
            }
            CompletableFuture<Void> answer =
                    CompletableFuture.runAsync(() -> ask(key, account, queue), machinery.workers());
            return new Asked(now, before == null ? answer : before.answered());
        });
        latest.answered()
                .copy()
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private static void ask(AccountKey key, Account account, PlaceQueue queue) {
        try {
            OptionalInt told = account.concurrency();
            queue.allows(told.isPresent() && told.getAsInt() > 0 ? told : OptionalInt.empty());
        } catch (ProviderFailure | RuntimeException e) {
            LOG.log(
                    Level.INFO,
                    "provider {0} does not tell how many sessions it allows: {1}",
                    key.provider(),
                    e.getMessage());
        }
    }
}
