package dev.browsersession.keeper;

import dev.browsersession.cdp.CdpException;
import dev.browsersession.cdp.Patience;
import dev.browsersession.protocol.SessionEnd;
import dev.browsersession.protocol.SessionEnd.Cause;
import dev.browsersession.provider.SessionProvider;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Finds out what it means that a session's browser cannot be spoken to: that it has ended, or that it is to be connected to again.
 * One at a time; the second of two who find it has nothing left to do.
 */
final class LostConnection {

    private static final System.Logger LOG = System.getLogger(LostConnection.class.getName());

    /** How long an exit of the browser may lag behind the loss of the connection to it. */
    private static final Duration SETTLE = Duration.ofMillis(500);

    /** For all tries together: what is silent for that long is dead, and somebody waits. */
    private static final Duration LIMIT = Patience.of(Duration.ofSeconds(10));

    /** A service may be away for a moment, or not have seen yet that its only client is gone. */
    private static final List<Duration> PAUSES = Stream.of(250, 500, 1_000, 2_000, 4_000)
            .map(Duration::ofMillis)
            .map(Patience::of)
            .toList();

    /** A browser on this machine is there or is not. */
    private static final List<Duration> PAUSES_HERE = List.of(Duration.ZERO, Duration.ZERO);

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

    /** The link tells of a loss, or who looks at the session at that moment finds it, and waits for what comes of it. */
    synchronized void settle() {
        String lost = link.lostBecause();
        if (lost != null) {
            unreachable(lost);
        }
    }

    /** @param connections how many the link had made when that was found: another one since is not the one that is meant */
    synchronized void unreachable(String reason, int connections) {
        if (link.connections() == connections) {
            unreachable(reason);
        }
    }

    /** A crashed one says so itself a moment later; one that still runs is connected to again where it is kept alive. */
    private void unreachable(String reason) {
        if (endsWithin(SETTLE)) {
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

    private boolean endsWithin(Duration limit) {
        return whenEnded
                        .copy()
                        .completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS)
                        .join()
                != null;
    }

    private void reconnect(String reason) {
        link.beginReconnect();
        Optional<Exception> failure;
        try {
            failure = tryToReconnect(reason);
        } finally {
            link.endReconnect();
        }
        failure.ifPresent(why -> failed(reason, why));
    }

    /** Empty where it is connected to, or has been ended: whoever does that is not kept waiting by the pauses. */
    private Optional<Exception> tryToReconnect(String reason) {
        long until = System.nanoTime() + LIMIT.toNanos();
        Iterator<Duration> pauses = (link.runsHere() ? PAUSES_HERE : PAUSES).iterator();
        do {
            try {
                long left = Math.max(1_000_000, until - System.nanoTime());
                files.log().reconnected(link.connectWithin(Duration.ofNanos(left)));
                LOG.log(Level.INFO, "session {0} is connected again after: {1}", session, reason);
                if (whenEnded.isDone()) {
                    // Whoever ended it may have closed the connection before this one was made.
                    link.disconnect();
                }
                return Optional.empty();
            } catch (LinkException e) {
                if (!e.mayPass() || !pauses.hasNext() || System.nanoTime() >= until) {
                    return Optional.of(e);
                }
            } catch (CdpException e) {
                return Optional.of(e);
            }
        } while (!endsWithin(pauses.next()));
        return Optional.empty();
    }

    /** What it was before may have been the last moment of its life. */
    private void failed(String reason, Exception failure) {
        StatusLookup looked = StatusLookup.at(provider, session);
        if (looked.hasEnded()) {
            end.accept(looked.cause(), looked.detail());
        } else {
            end.accept(Cause.CONNECTION_LOST, reason + ", and connecting again failed: " + failure.getMessage());
        }
    }
}
