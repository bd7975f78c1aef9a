package dev.browsersession.jupiter;

import dev.browsersession.BrowserSessionException;
import dev.browsersession.config.Values;
import dev.browsersession.lease.Lease;
import dev.browsersession.protocol.SessionEnd;
import dev.browsersession.protocol.SessionSnapshot;
import dev.browsersession.protocol.Stopped;
import java.time.Duration;
import java.util.Optional;

/** Counts what one session was used for, and tells people when it starts and when it is stopped. */
final class SessionTally {

    private final String session;
    private final JvmOwner jvm;
    private final SessionPlan plan;
    private final String name;
    private final long startNanos = System.nanoTime();
    private int tests;
    private int reconnects;

    SessionTally(String session, JvmOwner jvm, SessionPlan plan, String name) {
        this.session = session;
        this.jvm = jvm;
        this.plan = plan;
        this.name = name;
    }

    void started(Lease lease) {
        SessionSnapshot snapshot = lease.session();
        String what = "Session " + session + " (" + snapshot.provider() + ", " + snapshot.browserVersion() + ", ttl "
                + Values.readable(plan.ttl()) + (snapshot.keepAlive() ? ", keep-alive" : "")
                + plan.shared().map(shared -> ", shared as " + shared.name()).orElse("") + ")";
        if (lease.created()) {
            jvm.summary().sessionStarted();
            if (plan.browser().isEmpty()) {
                watchable(snapshot);
            }
            jvm.announcer()
                    .say(what + " is up for " + name
                            + (snapshot.liveViewUrl() == null ? "." : ". Live view: " + snapshot.liveViewUrl()));
        } else {
            jvm.summary().sessionJoined();
            jvm.announcer()
                    .say(what + " is used by " + name + " too; it has " + Values.readable(lease.ttlLeft()) + " left.");
        }
    }

    void connected(boolean reconnected) {
        if (reconnected) {
            reconnects++;
            jvm.summary().reconnected();
        }
    }

    void testDone() {
        tests++;
    }

    void givenBack(Lease.GivenBack back, Optional<SessionEnd> end) {
        back.stopped().ifPresent(stopped -> stopped(stopped, end));
        back.kept().ifPresent(kept -> jvm.announcer()
                .say("Session " + session + " is given back: " + used() + "; " + kept.why() + "."));
    }

    /** A service may keep its page after the run; that of a session on this machine ends with it. */
    private void watchable(SessionSnapshot snapshot) {
        if (snapshot.liveViewUrl() != null) {
            jvm.summary().watchable(session, snapshot.liveViewUrl());
        }
    }

    private void stopped(Stopped stopped, Optional<SessionEnd> end) {
        jvm.summary().sessionStopped(stopped.livedMillis());
        String lived = Values.readable(Duration.ofMillis(stopped.livedMillis()));
        if (stopped.verified()) {
            jvm.announcer()
                    .say("Session " + session + " is stopped after " + lived + ": " + used()
                            + end.filter(ended -> ended.cause() != SessionEnd.Cause.STOPPED)
                                    .map(ended -> "; " + EndSentence.reason(ended, plan.ttl()))
                                    .orElse("")
                            + ".");
        } else {
            problem("Session " + session + " was not seen to stop: " + stopped.problem() + ".");
        }
    }

    private String used() {
        return tests
                + (tests == 1 ? " test, " : " tests, ")
                + reconnects
                + (reconnects == 1 ? " reconnect" : " reconnects");
    }

    /** The keeper could not be asked; what it had went with it. */
    void lost(Optional<SessionEnd> end, BrowserSessionException failure) {
        jvm.summary()
                .sessionStopped(Duration.ofNanos(System.nanoTime() - startNanos).toMillis());
        problem(end.map(ended -> "Session " + session + " ended before it was given back: "
                        + EndSentence.reason(ended, plan.ttl()) + ".")
                .orElse("Session " + session + " could not be given back: " + failure.getMessage()));
    }

    private void problem(String sentence) {
        jvm.announcer().warn(sentence);
        jvm.summary().problem(sentence);
    }
}
