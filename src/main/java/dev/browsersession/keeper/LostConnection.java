package dev.browsersession.keeper;

import dev.browsersession.cdp.CdpException;
import dev.browsersession.protocol.SessionEnd;
import dev.browsersession.protocol.SessionEnd.Cause;
import dev.browsersession.provider.SessionProvider;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Finds out what it means that a session's browser cannot be spoken to: that it has ended, or that it is to be connected to again.
 * One at a time; the second of two who find it has nothing left to do.
 */
final class LostConnection {

    private static final System.Logger LOG = System.getLogger(LostConnection.class.getName());

    /** How long an exit of the browser may lag behind the loss of the connection to it. */
    private static final Duration SETTLE = Duration.ofMillis(500);

    private final SessionProvider provider;
    private final String session;
    private final boolean keptAlive;
    private final SessionLink link;
    private final KeptFiles files;
    private final CompletableFuture<SessionEnd> whenEnded;
    private final BiConsumer<Cause, String> end;

    /**
     * @param whenEnded completed when the session has ended
     * @param end ends it
     */
    LostConnection(
            SessionProvider provider,
            String session,
            boolean keptAlive,
            SessionLink link,
            KeptFiles files,
            CompletableFuture<SessionEnd> whenEnded,
            BiConsumer<Cause, String> end) {
        this.provider = provider;
        this.session = session;
        this.keptAlive = keptAlive;
        this.link = link;
        this.files = files;
        this.whenEnded = whenEnded;
        this.end = end;
    }

    /** The link tells of it, or who looks at the session at that moment finds it. */
    synchronized void told(String reason) {
        if (link.lostBecause() != null) {
            unreachable(reason);
        }
    }

    /** A crashed one says so itself a moment later; one that still runs is connected to again where it is kept alive. */
    synchronized void unreachable(String reason) {
        if (endsByItself()) {
            return;
        }
        StatusLookup looked = StatusLookup.at(provider, session);
        if (looked.hasEnded()) {
            end.accept(looked.cause(), looked.detail());
        } else if (!keptAlive) {
            end.accept(Cause.CONNECTION_LOST, reason + looked.doubt());
        } else {
            reconnect(reason + looked.doubt());
        }
    }

    private boolean endsByItself() {
        return whenEnded
                        .copy()
                        .completeOnTimeout(null, SETTLE.toMillis(), TimeUnit.MILLISECONDS)
                        .join()
                != null;
    }

    private void reconnect(String reason) {
        try {
            files.log().reconnected(link.reconnect());
            LOG.log(Level.INFO, "session {0} is connected again after: {1}", session, reason);
        } catch (SessionLink.LinkException | CdpException e) {
            // What it was before may have been the last moment of its life.
            StatusLookup looked = StatusLookup.at(provider, session);
            if (looked.hasEnded()) {
                end.accept(looked.cause(), looked.detail());
            } else {
                end.accept(Cause.CONNECTION_LOST, reason + ", and connecting again failed: " + e.getMessage());
            }
        }
    }
}
