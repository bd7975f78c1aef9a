package dev.browsersession.lease;

import dev.browsersession.BrowserSessionException;
import dev.browsersession.protocol.Acquired;
import dev.browsersession.protocol.Clear;
import dev.browsersession.protocol.DeviceEmulation;
import dev.browsersession.protocol.Inspect;
import dev.browsersession.protocol.Kept;
import dev.browsersession.protocol.Message;
import dev.browsersession.protocol.OpenView;
import dev.browsersession.protocol.Release;
import dev.browsersession.protocol.SessionEnd;
import dev.browsersession.protocol.SessionSnapshot;
import dev.browsersession.protocol.Stop;
import dev.browsersession.protocol.Stopped;
import dev.browsersession.protocol.ViewOpened;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** This owner's claim on a session. */
public final class Lease {

    private final Keeper keeper;
    private final String id;
    private final boolean created;
    private final List<String> notices;
    private volatile SessionSnapshot session;
    private volatile long seenAtNanos = System.nanoTime();
    private volatile SessionEnd end;
    private final CompletableFuture<SessionEnd> whenEnded = new CompletableFuture<>();

    Lease(Keeper keeper, Acquired acquired) {
        this.keeper = keeper;
        this.id = acquired.lease();
        this.created = acquired.created();
        this.notices = acquired.notices();
        this.session = acquired.session();
    }

    String id() {
        return id;
    }

    /** Whether the session was created for this lease; false where it is a shared one that was there. */
    public boolean created() {
        return created;
    }

    /** What the provider wants its user to know, in sentences. */
    public List<String> notices() {
        return notices;
    }

    /** The session as it was last seen. */
    public SessionSnapshot session() {
        return session;
    }

    /** How the session ended, as far as this owner has been told. */
    public Optional<SessionEnd> end() {
        return Optional.ofNullable(end);
    }

    /** The same, where that is still to come within the time given. */
    public Optional<SessionEnd> endWithin(Duration limit) {
        return Optional.ofNullable(whenEnded
                .copy()
                .completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS)
                .join());
    }

    /** What is left of the ttl, without asking. */
    public Duration ttlLeft() {
        long left = session.ttlLeftMillis() - (System.nanoTime() - seenAtNanos) / 1_000_000;
        return Duration.ofMillis(end != null ? 0 : Math.max(0, left));
    }

    /** Asks the keeper to look at the session. A keeper that is gone took it along. */
    public SessionSnapshot inspect() {
        try {
            seen((SessionSnapshot) askForGood(new Inspect(id)));
        } catch (BrowserSessionException e) {
            if (keeper.isOpen() || end == null) {
                throw e;
            }
            seen(session.withEnd(end));
        }
        return session;
    }

    /** A keeper that is gone does not answer, but then it is known how the session has ended. */
    private Message askForGood(Message request) {
        try {
            return keeper.askUninterruptibly(request);
        } catch (BrowserSessionException e) {
            if (!keeper.isOpen() && end == null) {
                ended(new SessionEnd(SessionEnd.Cause.KEEPER_ENDED, keeper.identity(), System.currentTimeMillis()));
            }
            throw e;
        }
    }

    private void seen(SessionSnapshot snapshot) {
        session = snapshot;
        seenAtNanos = System.nanoTime();
        if (snapshot.end() != null) {
            ended(snapshot.end());
        }
    }

    public View open(boolean freshContext, DeviceEmulation emulation) {
        return new View(keeper, (ViewOpened) keeper.ask(new OpenView(id, freshContext, emulation)));
    }

    /** Wipes the default context, but for the page named. */
    public void clear(String keepTarget) {
        keeper.ask(new Clear(id, keepTarget));
    }

    /** Stops the session now; the lease goes on until {@link #release}. */
    public Stopped stop() {
        return (Stopped) askForGood(new Stop(id));
    }

    /** What became of the session when its lease was given back: it was stopped, or, a shared one, goes on. */
    public record GivenBack(Optional<Stopped> stopped, Optional<Kept> kept) {}

    /** Gives the lease back, which stops the session unless it is shared and still needed. */
    public GivenBack release(boolean clear) {
        keeper.forget(this);
        Message answer = askForGood(new Release(id, clear));
        return answer instanceof Kept kept
                ? new GivenBack(Optional.empty(), Optional.of(kept))
                : new GivenBack(Optional.of((Stopped) answer), Optional.empty());
    }

    void ended(SessionEnd sessionEnd) {
        end = sessionEnd;
        whenEnded.complete(sessionEnd);
    }
}
