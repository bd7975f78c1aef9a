package dev.browsersession.jupiter;

import dev.browsersession.BrowserSessionException;
import dev.browsersession.SessionEndedException;
import dev.browsersession.SessionExpiredException;
import dev.browsersession.config.Values;
import dev.browsersession.lease.Lease;
import dev.browsersession.protocol.SessionEnd;
import dev.browsersession.protocol.SessionEnd.Cause;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * The session of one class, or of one test: asked for, looked at before each test, replaced where it may be, given back. Guarded
 * by its own lock, since JUnit may call for the methods of a class in parallel.
 */
final class SessionHolder implements CloseableResource, AutoCloseable {

    private final SessionPlan plan;
    private final JvmOwner jvm;
    private final String name;
    private final Optional<Class<?>> carrier;
    private final LeaseRequest request;
    private final Optional<Turn> turn;
    private Lease lease;
    private SessionTally tally;
    private int classBrowsers;

    /**
     * @param carrier the class whose session this is; empty for that of one test
     * @param turn has to come before a shared session's default context is used
     */
    SessionHolder(SessionPlan plan, JvmOwner jvm, String name, Optional<Class<?>> carrier, Optional<Turn> turn) {
        this.plan = plan;
        this.jvm = jvm;
        this.name = name;
        this.carrier = carrier;
        this.turn = turn;
        this.request = new LeaseRequest(plan, jvm, name, turn);
    }

    SessionPlan plan() {
        return plan;
    }

    boolean isOfOneTest() {
        return carrier.isEmpty();
    }

    boolean isOf(Class<?> type) {
        return carrier.filter(type::equals).isPresent();
    }

    JvmOwner jvm() {
        return jvm;
    }

    /** Asks for the session in the background where it costs nothing but this machine's time. */
    synchronized void prepare() {
        // Not where somebody else may be using it: a class of which no test runs would wait for its turn.
        if (lease == null && plan.browser().isPresent() && turn.isEmpty()) {
            request.begin();
        }
    }

    /**
     * A view of a session that is alive.
     *
     * @param begun as for {@link #ready}
     */
    synchronized ConnectedBrowser connect(String test, boolean begun) {
        ConnectedBrowser browser;
        try {
            browser = open(ready(test, begun));
        } catch (SessionExpiredException e) {
            throw e;
        } catch (SessionEndedException e) {
            // It ended between the look at it and its use.
            browser = open(ready(test, begun));
        }
        tally.connected(browser.reconnected());
        return browser;
    }

    private ConnectedBrowser open(Lease alive) {
        return new ConnectedBrowser(
                alive, alive.open(plan.freshContexts(), plan.options().emulation()), plan, jvm.announcer());
    }

    /** A view that lasts as long as a class: no other session may take the place of this one meanwhile. */
    synchronized ConnectedBrowser connectForClass(String type, boolean begun) {
        ConnectedBrowser browser = connect(type, begun);
        classBrowsers++;
        return browser;
    }

    synchronized void closedForClass() {
        classBrowsers--;
    }

    /**
     * The lease on a session that is alive, the same as before where it can be.
     *
     * @param begun whether the test has been given the session already: then only its end is a reason for another one
     */
    synchronized Lease ready(String test, boolean begun) {
        boolean fresh = false;
        if (lease == null) {
            take();
            fresh = lease.created();
        }
        SessionEnd end = lease.inspect().end();
        if (end != null) {
            requireReplaceable(end, test);
            replace("it ended before " + test + ": " + EndSentence.reason(end, plan.ttl()));
        } else if (!begun
                && !fresh
                && plan.freshContexts()
                && classBrowsers == 0
                && lease.ttlLeft().compareTo(plan.minLeft(jvm.summary().longestTest())) < 0) {
            replace("only " + Values.readable(lease.ttlLeft()) + " of its ttl is left");
        }
        return lease;
    }

    synchronized Optional<Lease> lease() {
        return Optional.ofNullable(lease);
    }

    private void take() {
        lease = request.take();
        tally = new SessionTally(lease.session().id(), jvm, plan, name);
        tally.started(lease);
    }

    private void replace(String why) {
        jvm.announcer().say("Session " + lease.session().id() + " is replaced: " + why + ".");
        giveBack();
        take();
    }

    /** Under NONE, and for a driver that belongs to the whole class, the state that a test counts on is gone. */
    private void requireReplaceable(SessionEnd end, String test) {
        boolean promised = end.cause() == Cause.TTL_REACHED || plan.spec().keepAlive();
        boolean kept = !plan.freshContexts() && promised && end.cause() != Cause.STOPPED;
        boolean stateLost = classBrowsers > 0 || kept;
        if (stateLost) {
            throw new SessionExpiredException(EndSentence.of(lease.session(), end, plan.ttl(), "before " + test)
                    + " The state that the test was to find in it is gone, so no new session takes its place"
                    + (end.cause() == Cause.TTL_REACHED ? "; raise its ttl." : "."));
        }
    }

    /** Why the session ended, if it has, as the failure of the test that was running on it. */
    synchronized Optional<SessionEndedException> explain(Throwable failure, String test) {
        if (lease == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(lease.inspect().end())
                    .or(() -> FirstSigns.of(failure) ? lease.endWithin(FirstSigns.LEAD) : Optional.empty())
                    .map(end -> EndSentence.of(lease.session(), end, plan.ttl(), "while " + test + " was running"))
                    .map(sentence -> new SessionEndedException(sentence, failure));
        } catch (BrowserSessionException e) {
            failure.addSuppressed(e);
            return Optional.empty();
        }
    }

    synchronized void testDone() {
        if (tally != null) {
            tally.testDone();
        }
    }

    /** The session stays as a test left it: under NONE the next test needs another. */
    synchronized void isHeld() {
        if (lease != null && !plan.freshContexts()) {
            giveBack(false);
        }
    }

    private void giveBack() {
        giveBack(!plan.freshContexts());
    }

    private void giveBack(boolean clear) {
        Lease leaving = lease;
        lease = null;
        try {
            tally.givenBack(leaving.release(clear), leaving.end());
        } catch (BrowserSessionException e) {
            tally.lost(leaving.end(), e);
        }
    }

    /** Never fails: a session that does not stop must not fail tests that passed. It is reported instead. */
    @Override
    public synchronized void close() {
        if (lease == null && request.isUnderWay()) {
            takeUninterruptibly();
        }
        if (lease != null) {
            giveBack();
        }
    }

    /** A session that was asked for and that no test used; it must not arrive when nobody is left to give it back. */
    private void takeUninterruptibly() {
        boolean interrupted = Thread.interrupted();
        try {
            take();
        } catch (BrowserSessionException e) {
            jvm.announcer()
                    .warn("No test of " + name + " used its session, which could not be created: " + e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
