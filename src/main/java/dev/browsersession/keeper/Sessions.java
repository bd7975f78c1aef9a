package dev.browsersession.keeper;

import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.Acquired;
import dev.browsersession.protocol.Clear;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.Held;
import dev.browsersession.protocol.Hold;
import dev.browsersession.protocol.Kept;
import dev.browsersession.protocol.Message;
import dev.browsersession.protocol.OpenView;
import dev.browsersession.protocol.Release;
import dev.browsersession.protocol.SessionEnd;
import dev.browsersession.protocol.SessionEnded;
import dev.browsersession.protocol.SharedName;
import dev.browsersession.protocol.Sharing;
import dev.browsersession.protocol.ViewOpened;
import dev.browsersession.protocol.Waiting;
import dev.browsersession.provider.ProviderFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The sessions of this keeper and the leases on them. */
final class Sessions implements AutoCloseable {

    private final Providers providers;
    private final Machinery machinery;
    private final SharedSessions shared;
    private final Holds holds;
    private final NewSessions news;
    private final Claims claims = new Claims();
    private final Map<String, HeldLease> leases = new ConcurrentHashMap<>();
    private final Map<String, KeptSession> sessions = new ConcurrentHashMap<>();
    private final GoneSessions gone = new GoneSessions();
    private final AtomicInteger beingCreated = new AtomicInteger();
    /** Those that one owner alone waits for. */
    private final Map<OwnerSurroundings, Owner> creating = new ConcurrentHashMap<>();

    Sessions(Providers providers, Machinery machinery, Runs runs, KnownTags known) {
        this.providers = providers;
        this.machinery = machinery;
        this.holds = new Holds(machinery, this::holdOver);
        this.shared = new SharedSessions(machinery, runs, holds);
        Places places = new Places(machinery, new PlaceHolders(this::leasesOn, this::nameOf));
        EarlierRuns earlier = new EarlierRuns(known, machinery, runs, places::roomWasMade);
        this.news = new NewSessions(providers, machinery, places, earlier, this::keep, this::tellOwners);
    }

    Providers providers() {
        return providers;
    }

    Claims claims() {
        return claims;
    }

    boolean isEmpty() {
        return sessions.isEmpty() && beingCreated.get() == 0;
    }

    Acquired acquire(Owner owner, Acquire request) throws ProviderFailure {
        beingCreated.incrementAndGet();
        try {
            OwnerSurroundings surroundings = new OwnerSurroundings(request, machinery.processes(), owner.newTag());
            PlaceRequest asking = new PlaceRequest(
                    owner,
                    request,
                    surroundings,
                    sentence -> owner.tell(new Waiting(sentence)),
                    machinery.time().millis());
            SharedSessions.Joined joined = request.sharing() == null ? createOwn(asking) : joinShared(asking);
            HeldLease lease = joined.lease();
            leases.put(lease.id(), lease);
            return new Acquired(lease.id(), lease.session().snapshot(), joined.created(), surroundings.told());
        } finally {
            // The owner may have died while its browser was starting; whoever comes second, this or ownerGone, sees the
            // other.
            if (owner.isGone()) {
                ownerGone(owner);
            }
            beingCreated.decrementAndGet();
        }
    }

    private SharedSessions.Joined createOwn(PlaceRequest asking) throws ProviderFailure {
        Owner owner = asking.owner();
        OwnerSurroundings surroundings = asking.surroundings();
        creating.put(surroundings, owner);
        try {
            if (owner.isGone()) {
                surroundings.abandon();
            }
            KeptSession session = news.create(asking);
            return new SharedSessions.Joined(new HeldLease(owner, session, asking.holder(), null), true);
        } finally {
            creating.remove(surroundings);
        }
    }

    private SharedSessions.Joined joinShared(PlaceRequest asking) throws ProviderFailure {
        requireClaim(asking.owner(), asking.acquire().sharing());
        return shared.join(asking, () -> news.create(asking));
    }

    private void requireClaim(Owner owner, Sharing sharing) throws ProviderFailure {
        if (sharing.claimed() && !claims.isHeldBy(owner, sharing.name())) {
            throw new ProviderFailure(
                    Failure.Kind.BAD_REQUEST,
                    "The default context of the shared session " + sharing.name() + " has to be claimed before.");
        }
    }

    private void keep(KeptSession session) {
        sessions.put(session.id(), session);
        session.stopped().thenRun(() -> {
            gone.add(SessionListing.of(this, session));
            sessions.remove(session.id(), session);
        });
    }

    private void tellOwners(String session, SessionEnd end) {
        leases.values().stream()
                .filter(lease -> lease.session().id().equals(session))
                .map(HeldLease::owner)
                .distinct()
                .forEach(owner -> owner.tell(new SessionEnded(session, end)));
    }

    HeldLease leased(Owner owner, String id) throws ProviderFailure {
        HeldLease lease = id == null ? null : leases.get(id);
        if (lease == null || lease.owner() != owner) {
            throw new ProviderFailure(Failure.Kind.BAD_REQUEST, "This owner has no such lease.");
        }
        return lease;
    }

    HeldLease viewed(Owner owner, String view) throws ProviderFailure {
        return leases.values().stream()
                .filter(lease -> lease.owner() == owner && lease.hasView(view))
                .findFirst()
                .orElseThrow(() -> new ProviderFailure(Failure.Kind.BAD_REQUEST, "This owner has no such view open."));
    }

    ViewOpened openView(Owner owner, OpenView request) throws ProviderFailure {
        HeldLease lease = leased(owner, request.lease());
        if (!request.freshContext()) {
            requireOwnDefaultContext(lease);
        }
        return lease.openView(request);
    }

    void clear(Owner owner, Clear request) throws ProviderFailure {
        HeldLease lease = leased(owner, request.lease());
        Optional<String> other = lease.name().flatMap(name -> claims.otherHolder(owner, name));
        if (other.isPresent()) {
            throw new ProviderFailure(
                    Failure.Kind.CONFLICT,
                    "The default context of session " + lease.session().id() + " is not wiped: " + other.get()
                            + " has it at the moment.");
        }
        lease.session().clear(request.keepTarget());
    }

    private void requireOwnDefaultContext(HeldLease lease) throws ProviderFailure {
        if (lease.name().isPresent()
                && !claims.isHeldBy(lease.owner(), lease.name().get())) {
            throw new ProviderFailure(
                    Failure.Kind.BAD_REQUEST,
                    "The default context of the shared session " + lease.name().get() + " was not claimed.");
        }
    }

    Message release(Owner owner, Release request) throws ProviderFailure {
        HeldLease lease = leased(owner, request.lease());
        leases.remove(request.lease());
        lease.end();
        boolean clear = request.clear() && lease.name().isEmpty();
        return whyItStays(lease)
                .<Message>map(why -> new Kept(lease.session().id(), why))
                .orElseGet(() -> lease.session().giveBack(clear));
    }

    /** Why a session goes on without this lease; empty where it does not. */
    private Optional<String> whyItStays(HeldLease lease) {
        return lease.name().flatMap(name -> shared.leave(lease)).or(() -> holds.why(lease.session()));
    }

    Held hold(Owner owner, Hold request) throws ProviderFailure {
        HeldLease lease = viewed(owner, request.view());
        Held held = new Held(holds.hold(lease.session(), request).toEpochMilli());
        lease.letGo(request.view());
        return held;
    }

    Optional<String> whyHeld(KeptSession session) {
        return holds.why(session);
    }

    private void holdOver(KeptSession session) {
        Optional<SharedName> name = shared.nameOf(session);
        if (name.isPresent()) {
            shared.review(name.get());
        } else if (leasesOn(session).isEmpty()) {
            session.stop("it was held long enough");
        }
    }

    /** Ends the leases of an owner. All at once: a session that does not stop must not hold up the others. */
    void ownerGone(Owner owner) {
        leases.forEach((id, lease) -> {
            if (lease.owner() == owner && leases.remove(id, lease)) {
                machinery.workers().execute(() -> abandon(lease));
            }
        });
        creating.forEach((surroundings, waiting) -> {
            if (waiting == owner) {
                machinery.workers().execute(surroundings::abandon);
            }
        });
        claims.ownerGone(owner);
        shared.ownerGone(owner);
    }

    private void abandon(HeldLease lease) {
        if (whyItStays(lease).isEmpty()) {
            lease.session().stop(lease.name().isEmpty() ? "its owner is gone" : "its last owner is gone");
        }
        lease.end();
    }

    int beingCreated() {
        return beingCreated.get();
    }

    /** Those that are being stopped included. */
    List<KeptSession> all() {
        return List.copyOf(sessions.values());
    }

    List<HeldLease> leasesOn(KeptSession session) {
        return leases.values().stream()
                .filter(lease -> lease.session() == session)
                .toList();
    }

    /** The name under which a session is shared. */
    Optional<SharedName> nameOf(KeptSession session) {
        return leasesOn(session).stream()
                .flatMap(lease -> lease.name().stream())
                .findFirst()
                .or(() -> shared.nameOf(session));
    }

    GoneSessions gone() {
        return gone;
    }

    Optional<KeptSession> named(String id) {
        return id == null ? Optional.empty() : Optional.ofNullable(sessions.get(id));
    }

    /** What there is does not wait for creates that are not answered: whoever ends a keeper seldom waits for long. */
    @Override
    public void close() {
        news.end();
        List<CompletableFuture<Void>> stops = new ArrayList<>(stopAll());
        news.awaitAnswers();
        stops.addAll(stopAll());
        stops.forEach(CompletableFuture::join);
    }

    private List<CompletableFuture<Void>> stopAll() {
        return sessions.values().stream()
                .map(session -> CompletableFuture.runAsync(() -> session.stop("the keeper ends"), machinery.workers()))
                .toList();
    }
}
