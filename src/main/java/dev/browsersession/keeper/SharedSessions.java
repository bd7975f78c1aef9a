package dev.browsersession.keeper;

import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.SharedName;
import dev.browsersession.provider.ProviderFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The sessions that have names. Each is created once, however many ask; it stays while it is leased, while a run that named it
 * goes on, and for its linger after that.
 */
final class SharedSessions {

    private final Map<SharedName, SharedSession> byName = new HashMap<>();
    private final Machinery machinery;
    private final Runs runs;
    private final Holds holds;

    /** How a session is made when there is none. */
    interface Creation {
        KeptSession create() throws ProviderFailure;
    }

    /** What a request came to. */
    record Joined(HeldLease lease, boolean created) {}

    SharedSessions(Machinery machinery, Runs runs, Holds holds) {
        this.machinery = machinery;
        this.runs = runs;
        this.holds = holds;
        runs.whenOver(this::runOver);
    }

    Joined join(PlaceRequest asking, Creation creation) throws ProviderFailure {
        while (true) {
            Optional<Joined> joined = tryToJoin(asking, creation);
            if (joined.isPresent()) {
                return joined.get();
            }
        }
    }

    /** Empty where who was to create it has waited long enough for a place, and this one has not. */
    private Optional<Joined> tryToJoin(PlaceRequest asking, Creation creation) throws ProviderFailure {
        Owner owner = asking.owner();
        Acquire request = asking.acquire();
        SharedName name = request.sharing().name();
        CompletableFuture<KeptSession> session;
        PlaceRequest creating;
        boolean creates;
        synchronized (this) {
            SharedSession shared = byName.computeIfAbsent(name, SharedSession::new);
            shared.runs().removeIf(runs::isOver);
            creates = shared.needsSession(request) || (request.sharing().claimed() && isHeld(shared));
            if (creates) {
                supersede(shared);
                shared.create(asking);
            } else {
                shared.requireSame(request.spec(), request.holder());
            }
            shared.join(owner, request.sharing().lingerMillis());
            session = shared.session();
            creating = shared.creation();
        }
        runs.watch(owner.run());
        if (owner.isGone()) {
            abandonCreates();
        }
        if (creates) {
            fulfil(session, creation);
        }
        try {
            return Optional.of(new Joined(joined(asking, creating, session), creates));
        } catch (ProviderFailure e) {
            boolean goesOn = e.kind() == Failure.Kind.LIMIT && !creates;
            if (goesOn && asking.waitLeft(machinery.time().millis()) > 0) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The one that had the name is stopped with its last lease. */
    private void supersede(SharedSession shared) {
        shared.there()
                .filter(before -> !shared.isUsed(before) && !isHeld(shared))
                .ifPresent(before -> machinery.workers().execute(() -> before.stop("another has taken its name")));
    }

    /** Then its default context is as a failed test left it, and another test's is to be a new one. */
    private boolean isHeld(SharedSession shared) {
        return shared.there().flatMap(holds::why).isPresent();
    }

    private static void fulfil(CompletableFuture<KeptSession> session, Creation creation) {
        try {
            KeptSession created = creation.create();
            if (!session.complete(created)) {
                created.stop("nobody waits for it any more");
            }
        } catch (ProviderFailure | RuntimeException | Error e) {
            // Whatever it is: others wait for it.
            session.completeExceptionally(e);
        }
    }

    private HeldLease joined(PlaceRequest asking, PlaceRequest creating, CompletableFuture<KeptSession> session)
            throws ProviderFailure {
        Owner owner = asking.owner();
        SharedName name = asking.acquire().sharing().name();
        HeldLease lease = null;
        try {
            KeptSession there = new SharedWait(asking, creating, machinery.time()).forSession(session);
            lease = new HeldLease(owner, there, asking.holder(), name);
            return lease;
        } finally {
            synchronized (this) {
                SharedSession shared = byName.get(name);
                shared.joined(owner);
                if (lease != null) {
                    shared.add(lease);
                }
            }
            review(name);
        }
    }

    /** Why the session goes on without this lease; empty where it does not. */
    Optional<String> leave(HeldLease lease) {
        SharedName name = lease.name().orElseThrow();
        boolean current;
        boolean used;
        synchronized (this) {
            SharedSession shared = byName.get(name);
            if (shared == null) {
                return Optional.empty();
            }
            shared.remove(lease);
            current = shared.isCurrent(lease.session());
            used = shared.isUsed(lease.session());
        }
        // Also for a lease on one that has been replaced: it may have been all that the new one was kept for.
        Optional<String> needed = review(name);
        if (current) {
            return needed;
        }
        return used ? Optional.of("others still use it") : Optional.empty();
    }

    synchronized Optional<SharedName> nameOf(KeptSession session) {
        return byName.values().stream()
                .filter(shared -> shared.isCurrent(session))
                .map(SharedSession::name)
                .findFirst();
    }

    private void runOver(Run run) {
        List<SharedName> names;
        synchronized (this) {
            names = byName.entrySet().stream()
                    .filter(entry -> entry.getValue().runs().remove(run))
                    .map(Map.Entry::getKey)
                    .toList();
        }
        names.forEach(this::review);
    }

    void ownerGone(Owner owner) {
        abandonCreates();
        runOver(owner);
    }

    /** Whoever asks from here on, under the same name, has another one created. */
    private void abandonCreates() {
        List<OwnerSurroundings> abandoned;
        synchronized (this) {
            abandoned = byName.values().stream()
                    .flatMap(shared -> shared.abandonCreate().stream())
                    .toList();
        }
        abandoned.forEach(surroundings -> machinery.workers().execute(surroundings::abandon));
    }

    /** Why the session of a name goes on; where nothing needs it any more, it is stopped. */
    Optional<String> review(SharedName name) {
        Optional<KeptSession> ending;
        synchronized (this) {
            SharedSession shared = byName.get(name);
            if (shared == null) {
                return Optional.empty();
            }
            shared.runs().removeIf(runs::isOver);
            Optional<String> needed = whyNeeded(shared);
            if (needed.isPresent()) {
                return needed;
            }
            byName.remove(name);
            ending = shared.there();
        }
        ending.ifPresent(session -> machinery.workers().execute(() -> session.stop("nobody needs it any more")));
        return Optional.empty();
    }

    private Optional<String> whyNeeded(SharedSession shared) {
        if (shared.isBeingJoined() || shared.leases() > 0) {
            return Optional.of("others still use it");
        }
        Optional<KeptSession> session = shared.there().filter(there -> !there.hasEnded());
        if (session.isEmpty()) {
            return Optional.empty();
        }
        if (!shared.runs().isEmpty()) {
            return Optional.of("it stays until " + shared.runs().iterator().next() + " is over" + shared.lingerWords());
        }
        Optional<String> held = session.flatMap(holds::why);
        if (held.isPresent()) {
            return held;
        }
        long left = shared.lingerLeft(machinery.time().millis());
        if (left <= 0) {
            return Optional.empty();
        }
        // Whoever joins meanwhile makes this look find it needed.
        SharedName name = shared.name();
        machinery.timer().schedule(() -> machinery.workers().execute(() -> review(name)), left, TimeUnit.MILLISECONDS);
        return Optional.of("it stays for another " + left / 1000 + " s");
    }
}
