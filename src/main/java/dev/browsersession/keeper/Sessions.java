package dev.browsersession.keeper;

import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.Acquired;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.Release;
import dev.browsersession.protocol.SessionEnded;
import dev.browsersession.protocol.Stopped;
import dev.browsersession.provider.ProvidedSession;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.SessionProvider;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The sessions of this keeper and the leases on them. */
final class Sessions implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Sessions.class.getName());

    private final Providers providers;
    private final Machinery machinery;
    private final Map<String, Lease> leases = new ConcurrentHashMap<>();
    private final Map<String, KeptSession> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger beingCreated = new AtomicInteger();

    private record Lease(Owner owner, KeptSession session) {}

    Sessions(Providers providers, Machinery machinery) {
        this.providers = providers;
        this.machinery = machinery;
    }

    Providers providers() {
        return providers;
    }

    boolean isEmpty() {
        return sessions.isEmpty() && beingCreated.get() == 0;
    }

    Acquired acquire(Owner owner, Acquire request) throws ProviderFailure {
        beingCreated.incrementAndGet();
        try {
            KeptSession session = create(owner, request);
            String lease = RandomNames.hex(8);
            leases.put(lease, new Lease(owner, session));
            // The owner may have died while its browser was starting; whoever comes second, this or ownerGone, sees the
            // other.
            if (owner.isGone()) {
                ownerGone(owner);
            }
            return new Acquired(lease, session.snapshot());
        } finally {
            beingCreated.decrementAndGet();
        }
    }

    private KeptSession create(Owner owner, Acquire request) throws ProviderFailure {
        SessionProvider provider = providers.check(request.spec());
        OwnerSurroundings surroundings = new OwnerSurroundings(request, machinery.processes());
        ProvidedSession provided = provider.create(request.spec(), surroundings);
        LOG.log(
                Level.INFO,
                "session {0} of {1} for {2}, {3}",
                provided.id(),
                request.spec().provider(),
                request.holder(),
                owner);
        KeptSession session = new KeptSession(
                provider, provided, request.spec(), machinery, end -> owner.tell(new SessionEnded(provided.id(), end)));
        sessions.put(provided.id(), session);
        session.stopped().thenRun(() -> sessions.remove(provided.id()));
        surroundings.whenEnded(session::crashed);
        session.begin();
        return session;
    }

    KeptSession leased(Owner owner, String id) throws ProviderFailure {
        Lease lease = id == null ? null : leases.get(id);
        if (lease == null || lease.owner() != owner) {
            throw new ProviderFailure(Failure.Kind.BAD_REQUEST, "This owner has no such lease.");
        }
        return lease.session();
    }

    KeptSession viewed(Owner owner, String view) throws ProviderFailure {
        return leases.values().stream()
                .filter(lease -> lease.owner() == owner && lease.session().hasView(view))
                .map(Lease::session)
                .findFirst()
                .orElseThrow(() -> new ProviderFailure(Failure.Kind.BAD_REQUEST, "This owner has no such view open."));
    }

    Stopped release(Owner owner, Release request) throws ProviderFailure {
        KeptSession session = leased(owner, request.lease());
        leases.remove(request.lease());
        return session.giveBack(request.clear());
    }

    /** Stops what the owner leased. All sessions at once: one that does not stop must not hold up the others. */
    void ownerGone(Owner owner) {
        leases.forEach((id, lease) -> {
            if (lease.owner() == owner && leases.remove(id, lease)) {
                machinery.workers().execute(() -> lease.session().stop("its owner is gone"));
            }
        });
    }

    @Override
    public void close() {
        List<CompletableFuture<Void>> stops = sessions.values().stream()
                .map(session -> CompletableFuture.runAsync(() -> session.stop("the keeper ends"), machinery.workers()))
                .toList();
        stops.forEach(CompletableFuture::join);
    }
}
