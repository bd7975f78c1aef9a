package dev.browsersession.keeper;

import dev.browsersession.protocol.Claim;
import dev.browsersession.protocol.Claimed;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.SharedName;
import dev.browsersession.provider.ProviderFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Who may use the default contexts of shared sessions. A claim is granted for all its names at once, and not before earlier
 * ones that want one of them: so nobody waits while holding, and nobody is overtaken.
 */
final class Claims {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final List<Held> held = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();

    private record Held(String id, Owner owner, Claim claim, Instant since) {}

    private record Waiting(Owner owner, Claim claim, CompletableFuture<Claimed> granted) {}

    /** Waits until the claim is granted. */
    Claimed claim(Owner owner, Claim request) throws ProviderFailure {
        if (request.names().isEmpty()) {
            throw new ProviderFailure(Failure.Kind.BAD_REQUEST, "A claim needs the names of sessions.");
        }
        Waiting asking = new Waiting(owner, request, new CompletableFuture<>());
        synchronized (this) {
            waiting.add(asking);
            grant();
        }
        // An owner that left before it was in the list could not be taken from it.
        if (owner.isGone()) {
            ownerGone(owner);
        }
        return await(asking);
    }

    private Claimed await(Waiting asking) throws ProviderFailure {
        long limit = asking.claim().limitMillis();
        try {
            while (limit > 0) {
                try {
                    return asking.granted().get(limit, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    giveUpWhereAnotherOwnerHolds(asking, e);
                }
            }
            return asking.granted().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderFailure(Failure.Kind.INTERNAL, "The keeper ends.", e);
        } catch (ExecutionException e) {
            throw new ProviderFailure(Failure.Kind.SESSION_ENDED, "The owner that waited is gone.", e);
        }
    }

    /** The tests of one JVM may take as long as they do; what is limited is the wait for others. */
    private synchronized void giveUpWhereAnotherOwnerHolds(Waiting asking, TimeoutException limit)
            throws ProviderFailure {
        Optional<Held> holder = held.stream()
                .filter(other -> other.owner() != asking.owner() && overlap(other.claim(), asking.claim()))
                .findFirst();
        if (holder.isPresent() && waiting.remove(asking)) {
            grant();
            throw new ProviderFailure(Failure.Kind.CONFLICT, sentence(holder.get(), asking.claim()), limit);
        }
    }

    private static String sentence(Held holder, Claim asking) {
        SharedName name = holder.claim().names().stream()
                .filter(asking.names()::contains)
                .findFirst()
                .orElseThrow();
        Duration since = Duration.between(holder.since(), Instant.now()).truncatedTo(ChronoUnit.SECONDS);
        return "The shared session " + name + " is taken: " + holder.claim().holder() + " ("
                + holder.owner().process() + ") has had it since " + TIME.format(holder.since()) + " (for "
                + since.toSeconds() + " s), and with isolation = NONE its tests have it to themselves. "
                + asking.holder() + " waited " + asking.limitMillis() / 1000.0
                + " s. Set browser.session.acquire-timeout to wait longer, or isolation = CONTEXT to use it together.";
    }

    synchronized void release(Owner owner, String id) throws ProviderFailure {
        if (!held.removeIf(claim -> claim.id().equals(id) && claim.owner() == owner)) {
            throw new ProviderFailure(Failure.Kind.BAD_REQUEST, "This owner has no such claim.");
        }
        grant();
    }

    synchronized void ownerGone(Owner owner) {
        held.removeIf(claim -> claim.owner() == owner);
        waiting.removeIf(asking -> asking.owner() == owner
                && asking.granted().completeExceptionally(new IllegalStateException(owner + " is gone")));
        grant();
    }

    synchronized boolean isHeldBy(Owner owner, SharedName name) {
        return held.stream()
                .anyMatch(
                        claim -> claim.owner() == owner && claim.claim().names().contains(name));
    }

    /** Who has it now, for a message, if it is somebody else. */
    synchronized Optional<String> otherHolder(Owner owner, SharedName name) {
        return held.stream()
                .filter(claim -> claim.owner() != owner && claim.claim().names().contains(name))
                .map(claim -> claim.claim().holder() + " (" + claim.owner().process() + ")")
                .findFirst();
    }

    synchronized int waiting() {
        return waiting.size();
    }

    private void grant() {
        Set<SharedName> wanted = new HashSet<>();
        held.forEach(claim -> wanted.addAll(claim.claim().names()));
        for (Waiting asking : List.copyOf(waiting)) {
            if (Collections.disjoint(wanted, asking.claim().names())) {
                waiting.remove(asking);
                Held granted = new Held(RandomNames.hex(8), asking.owner(), asking.claim(), Instant.now());
                held.add(granted);
                asking.granted().complete(new Claimed(granted.id()));
            }
            wanted.addAll(asking.claim().names());
        }
    }

    private static boolean overlap(Claim one, Claim other) {
        return !Collections.disjoint(one.names(), other.names());
    }
}
