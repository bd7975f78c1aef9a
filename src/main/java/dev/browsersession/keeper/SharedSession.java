package dev.browsersession.keeper;

import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.protocol.SharedName;
import dev.browsersession.protocol.Sharing;
import dev.browsersession.provider.ProviderFailure;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** What is behind one name: the session, once it is created, and who needs it. Guarded by {@link SharedSessions}. */
final class SharedSession {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final SharedName name;
    private final Set<HeldLease> leases = new LinkedHashSet<>();
    private final Set<Run> runs = new HashSet<>();
    private CompletableFuture<KeptSession> session;
    private Acquire first;
    private Owner creator;
    private PlaceRequest creation;
    private final List<Owner> joining = new ArrayList<>();
    private long lingerMillis;
    private long unusedSince = -1;

    SharedSession(SharedName name) {
        this.name = name;
    }

    /** Whether there is no session, or none that could be joined: one that has ended, or has too little time left. */
    boolean needsSession(Acquire request) {
        if (session == null || session.isCompletedExceptionally()) {
            return true;
        }
        return there().filter(there -> there.hasEnded()
                        || hasTooLittleLeft(there, request.sharing())
                        || isLeftWithAnotherSpec(request))
                .isPresent();
    }

    /** The session; not while it is being created, and not where that failed. */
    Optional<KeptSession> there() {
        // Done first: it is not this lock under which it is completed.
        return session != null && session.isDone() && !session.isCompletedExceptionally()
                ? Optional.of(session.join())
                : Optional.empty();
    }

    /** Nobody uses one that only lingers: a spec that was edited since the last run is no conflict. */
    private boolean isLeftWithAnotherSpec(Acquire request) {
        return leases.isEmpty()
                && runs.isEmpty()
                && joining.isEmpty()
                && !request.spec().equals(first.spec());
    }

    /** Whose default context is used is not exchanged: its state is what the next one counts on. */
    private static boolean hasTooLittleLeft(KeptSession there, Sharing sharing) {
        return !sharing.claimed() && there.ttl().leftMillis() < sharing.minLeftMillis();
    }

    void create(PlaceRequest request) {
        session = new CompletableFuture<>();
        first = request.acquire();
        creator = request.owner();
        creation = request;
    }

    /** The request by which the session is created, or was. */
    PlaceRequest creation() {
        return creation;
    }

    /** What belongs to the create that is under way, where all who waited for it are gone. */
    Optional<OwnerSurroundings> abandonCreate() {
        if (session == null || session.isDone() || joining.stream().anyMatch(owner -> !owner.isGone())) {
            return Optional.empty();
        }
        session.completeExceptionally(
                new ProviderFailure(Failure.Kind.SESSION_ENDED, "Nobody waits for the shared session " + name + "."));
        return Optional.of(creation.surroundings());
    }

    void requireSame(SessionSpec asked, String asking) throws ProviderFailure {
        if (first == null || asked.equals(first.spec())) {
            return;
        }
        String users = leases.isEmpty()
                ? "it waits for the next test of "
                        + runs.stream().map(Run::toString).collect(Collectors.joining(" and of "))
                : "it is used by " + leases.stream().map(HeldLease::toString).collect(Collectors.joining(", "));
        String since = leases.stream()
                .findFirst()
                .map(lease -> ", since " + TIME.format(lease.since()))
                .orElse("");
        throw new ProviderFailure(
                Failure.Kind.CONFLICT,
                "There is a shared session " + name + " already, with other attributes. "
                        + SpecText.difference(first.spec(), asked)
                        + " It was created for " + first.holder() + " (" + creator.process() + "), and " + users + since
                        + ". Give " + asking + " the same attributes, or another name.");
    }

    CompletableFuture<KeptSession> session() {
        return session;
    }

    void join(Owner owner, long linger) {
        joining.add(owner);
        runs.add(owner.run());
        lingerMillis = linger;
        unusedSince = -1;
    }

    void joined(Owner owner) {
        joining.remove(owner);
    }

    void add(HeldLease lease) {
        leases.add(lease);
    }

    void remove(HeldLease lease) {
        leases.remove(lease);
    }

    SharedName name() {
        return name;
    }

    Set<Run> runs() {
        return runs;
    }

    boolean isUsed(KeptSession kept) {
        return leases.stream().anyMatch(lease -> lease.session() == kept);
    }

    boolean isCurrent(KeptSession kept) {
        return there().filter(there -> there == kept).isPresent();
    }

    boolean isBeingJoined() {
        return !joining.isEmpty();
    }

    int leases() {
        return leases.size();
    }

    /** How long it waits when its runs are over, as the end of a sentence; empty where it does not. */
    String lingerWords() {
        // As settings are written: 10m, 1h30m.
        String text = Duration.ofMillis(lingerMillis).toString().substring("PT".length());
        return lingerMillis == 0 ? "" : ", and " + text.toLowerCase(Locale.ROOT) + " after it";
    }

    /** What is left of the time that it waits for its next lease. */
    long lingerLeft(long now) {
        if (unusedSince < 0) {
            unusedSince = now;
        }
        return unusedSince + lingerMillis - now;
    }
}
