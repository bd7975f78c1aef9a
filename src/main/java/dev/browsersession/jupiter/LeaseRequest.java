package dev.browsersession.jupiter;

import dev.browsersession.BrowserSessionException;
import dev.browsersession.KeeperException;
import dev.browsersession.SessionLimitException;
import dev.browsersession.lease.Debugger;
import dev.browsersession.lease.Environments;
import dev.browsersession.lease.Lease;
import dev.browsersession.lease.OwnAccess;
import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.Sharing;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Asks for a session, ahead of time where it is wanted. Guarded by the holder's lock. */
final class LeaseRequest {

    /** In milliseconds; 0 would be without limit. */
    private static final long SHORTEST_WAIT = 1;

    private final SessionPlan plan;
    private final JvmOwner jvm;
    private final String name;
    private final Optional<Turn> turn;
    private FutureTask<Lease> underWay;
    /** Every further test of a class would wait as long again, for what most likely is still not there. */
    private boolean wasRefused;

    LeaseRequest(SessionPlan plan, JvmOwner jvm, String name, Optional<Turn> turn) {
        this.plan = plan;
        this.jvm = jvm;
        this.name = name;
        this.turn = turn;
    }

    private Lease acquire(long waitMillis) {
        turn.ifPresent(Turn::take);
        Lease lease = jvm.keeper()
                .acquire(new Acquire(
                        plan.spec(),
                        Environments.forBrowser(System.getenv()),
                        access(),
                        waitMillis,
                        plan.browser().map(Object::toString).orElse(null),
                        name,
                        plan.shared().map(this::sharing).orElse(null)));
        lease.notices().forEach(jvm.announcer()::sayOnce);
        return lease;
    }

    /** A browser on this machine needs none, and what is wrong with a proxy's settings must not keep it from starting. */
    private Access access() {
        return plan.browser().isPresent() ? Access.NONE : OwnAccess.of(System.getenv(), plan.credentials());
    }

    private Sharing sharing(SharedUse shared) {
        long minLeft = plan.minLeft(jvm.summary().longestTest()).toMillis();
        return new Sharing(shared.name(), turn.isPresent(), shared.linger().toMillis(), minLeft);
    }

    synchronized void begin() {
        if (underWay == null) {
            long wait = waitMillis();
            underWay = new FutureTask<>(() -> acquire(wait));
            Thread thread = new Thread(underWay, "browser-session-request");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private long waitMillis() {
        if (Debugger.mayHaltThisJvm()) {
            return 0;
        }
        return wasRefused ? SHORTEST_WAIT : plan.acquireTimeout().toMillis();
    }

    synchronized boolean isUnderWay() {
        return underWay != null;
    }

    synchronized Lease take() {
        begin();
        FutureTask<Lease> taken = underWay;
        try {
            Lease lease = taken.get();
            underWay = null;
            wasRefused = false;
            return lease;
        } catch (ExecutionException e) {
            underWay = null;
            throw e.getCause() instanceof SessionLimitException limit ? refused(limit) : asOwn(e.getCause());
        } catch (InterruptedException e) {
            // What comes in is taken by the next test, or given back by the end of the class.
            Thread.currentThread().interrupt();
            throw new KeeperException("Interrupted while waiting for a session.", e);
        } catch (CancellationException e) {
            throw new IllegalStateException("nobody cancels a request", e);
        }
    }

    private SessionLimitException refused(SessionLimitException limit) {
        if (wasRefused) {
            return new SessionLimitException(
                    limit.getMessage() + " A test before it got none either, so this one did not wait.", limit);
        }
        wasRefused = true;
        return limit;
    }

    private static RuntimeException asOwn(Throwable cause) {
        return cause instanceof BrowserSessionException own
                ? own
                : new KeeperException("No session could be asked for: " + cause, cause);
    }
}
