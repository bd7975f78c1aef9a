package dev.browsersession.keeper;

import dev.browsersession.protocol.Failure;
import dev.browsersession.provider.LimitReached;
import dev.browsersession.provider.ProviderFailure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * The creates of one account, in the order of asking. While there is room, all go on at once. After a refusal one asks at a time,
 * the first, and nobody before it: when its pause is over, or a session of the account has been stopped here, if that makes room.
 * Guarded by its own lock, which is not held while the provider is asked.
 */
final class PlaceQueue {

    /** A wait that is over sooner is nothing that people need to hear of. */
    private static final long WORTH_TELLING = 1_000;
    /** The timer of a wait does not count a suspended machine's time, as the elapsed time does. */
    private static final long LONGEST_NAP = 5_000;

    private final String provider;
    private final ElapsedTime time;
    private final PlaceHolders holders;
    private final RefusalPause pause = new RefusalPause();
    private final TreeSet<PlaceRequest> waiting = new TreeSet<>();
    /** Those whose session is being created, or is there. */
    private final Set<PlaceRequest> taken = new LinkedHashSet<>();

    private OptionalInt concurrency = OptionalInt.empty();
    private String refusal;
    private boolean probing;
    /** For sessions that are stopped here, it is asked earlier. */
    private long notBefore;
    /** What is stopped makes no difference. */
    private long inNoCaseBefore;

    private long freed;

    PlaceQueue(String provider, ElapsedTime time, PlaceHolders holders) {
        this.provider = provider;
        this.time = time;
        this.holders = holders;
    }

    /** How many the provider says that there may be. */
    synchronized void allows(OptionalInt sessions) {
        concurrency = sessions;
        notifyAll();
    }

    /**
     * Waits until it may be asked for, and takes a place.
     *
     * @throws ProviderFailure when its owner has waited long enough, or is gone
     */
    synchronized void await(PlaceRequest request) throws ProviderFailure {
        waiting.add(request);
        try {
            while (!mayAsk(request)) {
                request.isBehind(waiting.headSet(request).size());
                requireWanted(request);
                standStill(request);
            }
            request.asks(refusal != null, freed);
            probing |= request.isProbe();
            taken.add(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderFailure(Failure.Kind.INTERNAL, "The keeper ends.", e);
        } finally {
            waiting.remove(request);
            request.goesOn();
            notifyAll();
        }
    }

    /** Who waits may be wanted no longer. */
    synchronized void lookAgain() {
        notifyAll();
    }

    private boolean mayAsk(PlaceRequest request) {
        return !request.surroundings().isAbandoned()
                && waiting.first().equals(request)
                && taken.size() < bound(request)
                && (refusal == null || (!probing && time.millis() >= pauseEnd()));
    }

    private long pauseEnd() {
        return Math.max(notBefore, inNoCaseBefore);
    }

    private int bound(PlaceRequest request) {
        return Math.min(request.owner().maxSessions().orElse(Integer.MAX_VALUE), concurrency.orElse(Integer.MAX_VALUE));
    }

    private void requireWanted(PlaceRequest request) throws ProviderFailure {
        if (request.surroundings().isAbandoned()) {
            throw new ProviderFailure(Failure.Kind.SESSION_ENDED, "The owner that waited is gone.");
        }
        if (taken.size() >= bound(request) && holders.areAllAround(request, taken)) {
            throw sentences(request).waitsForItself();
        }
        // Nobody is overtaken: while the first cannot ask, nobody can.
        if (taken.size() >= bound(waiting.first()) && holders.areInACircle(request, waiting, taken)) {
            throw sentences(request).waitsInACircle();
        }
        if (request.waitLeft(time.millis()) <= 0) {
            throw sentences(request).waitedLongEnough(time.millis());
        }
    }

    // Whoever calls it looks at everything again.
    @SuppressWarnings("WaitNotInLoop")
    private void standStill(PlaceRequest request) throws InterruptedException {
        request.standsStill(sentences(request).reason());
        long now = time.millis();
        long nap = Math.min(LONGEST_NAP, request.waitLeft(now));
        if (!request.wasTold()) {
            long quiet = WORTH_TELLING - request.waited(now);
            if (quiet <= 0) {
                request.tellOnce(sentences(request).announcement());
            } else {
                nap = Math.min(nap, quiet);
            }
        }
        if (refusal != null && pauseEnd() > now) {
            nap = Math.min(nap, pauseEnd() - now);
        }
        wait(Math.max(1, nap));
    }

    private PlaceSentences sentences(PlaceRequest request) {
        boolean full = taken.size() >= bound(request);
        // Whom nothing else keeps waits for what the first waits for.
        PlaceRequest kept = full || refusal != null || waiting.isEmpty() ? request : waiting.first();
        return new PlaceSentences(
                provider, request, kept, full ? null : refusal, bound(kept), holders.describe(List.copyOf(taken)));
    }

    /** The provider said no; it waits again, where it was. */
    synchronized void refused(PlaceRequest request, LimitReached limit) {
        taken.remove(request);
        waiting.add(request);
        long now = time.millis();
        boolean somethingWasStopped = !limit.isOverWithTime() && freed != request.freedBefore();
        long until = somethingWasStopped ? now : now + pause.after(limit.retryAfter(), request.isProbe());
        // Of several that were refused together, the longest pause counts.
        if (limit.isOverWithTime()) {
            inNoCaseBefore = Math.max(inNoCaseBefore, until);
        } else {
            notBefore = refusal == null || request.isProbe() ? until : Math.max(notBefore, until);
        }
        if (request.isProbe()) {
            probing = false;
        }
        refusal = limit.getMessage();
        notifyAll();
    }

    /** There is a session. */
    synchronized void created(PlaceRequest request) {
        if (request.isProbe()) {
            probing = false;
            notBefore = 0;
            pause.reset();
            if (waiting.isEmpty()) {
                refusal = null;
            }
        }
        notifyAll();
    }

    /** There is no session, for another reason than a limit. */
    synchronized void failed(PlaceRequest request) {
        taken.remove(request);
        if (request.isProbe()) {
            probing = false;
        }
        notifyAll();
    }

    /** Its session is gone. */
    synchronized void left(PlaceRequest request) {
        taken.remove(request);
        roomWasMade();
    }

    /** A session of the account that had no place here is gone. */
    synchronized void roomWasMade() {
        freed++;
        notBefore = 0;
        notifyAll();
    }
}
