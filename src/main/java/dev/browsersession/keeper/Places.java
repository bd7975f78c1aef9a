package dev.browsersession.keeper;

import dev.browsersession.provider.Account;
import dev.browsersession.provider.LimitReached;
import dev.browsersession.provider.ProviderFailure;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The places that accounts have for sessions: a queue for each account, of all owners of this keeper. */
final class Places {

    private final Machinery machinery;
    private final PlaceHolders holders;
    private final Map<AccountKey, PlaceQueue> queues = new ConcurrentHashMap<>();
    private final Concurrency concurrency;

    /** How a session is made when there is room for it. The request is told as soon as there is one. */
    interface Making {
        KeptSession make() throws ProviderFailure;
    }

    Places(Machinery machinery, PlaceHolders holders) {
        this.machinery = machinery;
        this.holders = holders;
        this.concurrency = new Concurrency(machinery);
    }

    /** Makes a session when it is its turn. Where it is refused because of a limit, it waits and asks again. */
    KeptSession take(AccountKey key, Optional<Account> account, PlaceRequest request, Making making)
            throws ProviderFailure {
        PlaceQueue queue = queues.computeIfAbsent(key, it -> new PlaceQueue(key.provider(), machinery.time(), holders));
        if (account.isPresent()) {
            concurrency.of(key, account.get(), queue);
        }
        request.surroundings().whenAbandoned(queue::lookAgain);
        while (true) {
            queue.await(request);
            Optional<KeptSession> made = tried(queue, request, making);
            if (made.isPresent()) {
                return made.get();
            }
        }
    }

    /** Empty where it was refused and has to wait. */
    private static Optional<KeptSession> tried(PlaceQueue queue, PlaceRequest request, Making making)
            throws ProviderFailure {
        boolean refused = false;
        try {
            return Optional.of(making.make());
        } catch (LimitReached e) {
            refused = true;
            queue.refused(request, e);
            return Optional.empty();
        } finally {
            Optional<KeptSession> session = request.session();
            if (session.isPresent()) {
                // Also one that could not be connected to: it has its place until it is seen to be gone.
                queue.created(request);
                session.get().stopped().thenRun(() -> queue.left(request));
            } else if (!refused) {
                queue.failed(request);
            }
        }
    }

    /** A session of the account is gone that was none of this keeper's. */
    void roomWasMade(AccountKey key) {
        PlaceQueue queue = queues.get(key);
        if (queue != null) {
            queue.roomWasMade();
        }
    }
}
