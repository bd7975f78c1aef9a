package dev.browsersession.jupiter;

import dev.browsersession.BrowserSessionException;
import dev.browsersession.ConfigurationException;
import dev.browsersession.Scope;
import dev.browsersession.SessionEndedException;
import dev.browsersession.SessionExpiredException;
import dev.browsersession.config.Values;
import dev.browsersession.lease.Lease;
import dev.browsersession.protocol.SessionEnd;
import dev.browsersession.protocol.SessionEnd.Cause;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * The session of one class, or of one test: asked for, looked at before each test, replaced where it may be, given back. Guarded
 * by its own lock, since JUnit may call for the methods of a class in parallel.
 */
final class SessionHolder implements CloseableResource, AutoCloseable {

    private static final Duration LEAST_LEFT = Duration.ofSeconds(30);

    private final SessionPlan plan;
    private final JvmOwner jvm;
    private final String name;
    private final Optional<Class<?>> carrier;
    private final LeaseRequest request;
    private Lease lease;
    private SessionTally tally;
    private ConnectedBrowser classBrowser;

    /** @param carrier the class whose session this is; empty for that of one test */
    SessionHolder(SessionPlan plan, JvmOwner jvm, String name, Optional<Class<?>> carrier) {
        this.plan = plan;
        this.jvm = jvm;
        this.name = name;
        this.carrier = carrier;
        this.request = new LeaseRequest(plan, jvm, name);
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
    void prepare() {
        if (plan.browser().isPresent()) {
            request.begin();
        }
    }

    /** A view of a session that is alive. */
    synchronized ConnectedBrowser connect(String test) {
        ConnectedBrowser browser;
        try {
            browser = open(ready(test));
        } catch (SessionExpiredException e) {
            throw e;
        } catch (SessionEndedException e) {
            // It ended between the look at it and its use.
            browser = open(ready(test));
        }
        tally.connected(browser.reconnected());
        return browser;
    }

    private ConnectedBrowser open(Lease alive) {
        return new ConnectedBrowser(
                alive, alive.open(plan.freshContexts(), plan.options().emulation()), plan);
    }

    /** The one view of a class, for who asks before or after its tests; its tests then use it too. */
    synchronized ConnectedBrowser classBrowser() {
        if (plan.scope() == Scope.TEST) {
            throw new ConfigurationException(
                    name + " has scope = TEST: each test has a session of its own, so there is none"
                            + " for its constructor, @BeforeAll or @AfterAll. Ask for the driver in the test or in @BeforeEach.");
        }
        if (classBrowser == null) {
            classBrowser = connect(name);
        }
        return classBrowser;
    }

    synchronized Optional<ConnectedBrowser> openClassBrowser(String test) {
        if (classBrowser != null) {
            ready(test);
        }
        return Optional.ofNullable(classBrowser);
    }

    /** The lease on a session that is alive, the same as before where it can be. */
    synchronized Lease ready(String test) {
        if (lease == null) {
            take();
        }
        SessionEnd end = lease.inspect().end();
        if (end != null) {
            requireReplaceable(end, test);
            replace("it ended before " + test + ": " + EndSentence.reason(end, plan.ttl()));
        } else if (plan.freshContexts()
                && classBrowser == null
                && lease.ttlLeft().compareTo(minLeft()) < 0) {
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
        tally.started(lease.session());
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
        boolean stateLost = classBrowser != null || kept;
        if (stateLost) {
            throw new SessionExpiredException(EndSentence.of(lease.session(), end, plan.ttl(), "before " + test)
                    + " The state that the test was to find in it is gone, so no new session takes its place"
                    + (end.cause() == Cause.TTL_REACHED ? "; raise its ttl." : "."));
        }
    }

    private Duration minLeft() {
        Duration half = plan.ttl().dividedBy(2);
        Duration twiceLongest = jvm.summary().longestTest().multipliedBy(2);
        Duration usual = twiceLongest.compareTo(LEAST_LEFT) > 0 ? twiceLongest : LEAST_LEFT;
        return plan.minLeft().orElse(usual.compareTo(half) > 0 ? half : usual);
    }

    /** Why the session ended, if it has, as the failure of the test that was running on it. */
    synchronized Optional<SessionEndedException> explain(Throwable failure, String test) {
        if (lease == null) {
            return Optional.empty();
        }
        SessionEnd end = lease.inspect().end();
        return Optional.ofNullable(end)
                .map(ended -> new SessionEndedException(
                        EndSentence.of(lease.session(), ended, plan.ttl(), "while " + test + " was running"), failure));
    }

    synchronized void testDone() {
        if (tally != null) {
            tally.testDone();
        }
    }

    private void giveBack() {
        Lease leaving = lease;
        lease = null;
        try {
            tally.stopped(leaving.release(!plan.freshContexts()), leaving.end());
        } catch (BrowserSessionException e) {
            tally.lost(leaving.end(), e);
        }
    }

    /** Never fails: a session that does not stop must not fail tests that passed. It is reported instead. */
    @Override
    public synchronized void close() {
        if (classBrowser != null) {
            classBrowser.close().forEach(problem -> jvm.announcer().warn(name + ": " + problem));
            classBrowser = null;
        }
        if (lease == null && request.isUnderWay()) {
            try {
                take();
            } catch (BrowserSessionException e) {
                jvm.announcer()
                        .warn("No test of " + name + " used its session, which could not be created: "
                                + e.getMessage());
            }
        }
        if (lease != null) {
            giveBack();
        }
    }
}
