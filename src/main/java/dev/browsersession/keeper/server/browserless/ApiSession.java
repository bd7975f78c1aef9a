package dev.browsersession.keeper.server.browserless;

import dev.browsersession.keeper.server.LastingSession;
import dev.browsersession.keeper.server.Place;
import dev.browsersession.keeper.server.ServedSession;
import dev.browsersession.keeper.server.ServedSessions;
import dev.browsersession.keeper.server.Upgrade;
import dev.browsersession.protocol.SessionEnd;
import dev.browsersession.protocol.Stopped;
import dev.browsersession.provider.ProviderFailure;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A session of the Session API: data on disk, one client at a time, and one browser process after the other. Its lock is held
 * while a process starts or ends, so that there are never two on the same data.
 */
final class ApiSession implements LastingSession {

    private static final System.Logger LOG = System.getLogger(ApiSession.class.getName());
    /** A client that has closed its websocket may be back before that is seen here. */
    private static final long LEAVING_MILLIS = 2_000;

    private final String id;
    private final ServedSessions sessions;
    private final WantedSession wanted;
    private final Place place;
    private final Profile profile;
    private final Consumer<ApiSession> whenOver;
    private final long createdAt = System.nanoTime();
    private final long diesAt;
    private volatile ServedSession process;
    private boolean occupied;
    private boolean over;
    /** How many clients there have been; tells the wait after one from the wait after the next. */
    private long visits;

    private ApiSession(
            String id,
            ServedSessions sessions,
            WantedSession wanted,
            Place place,
            Profile profile,
            Consumer<ApiSession> whenOver) {
        this.id = id;
        this.sessions = sessions;
        this.wanted = wanted;
        this.place = place;
        this.profile = profile;
        this.whenOver = whenOver;
        this.diesAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wanted.ttlMillis());
    }

    /** Starts its first process; blocks. The place and the profile are given back when it is over, or was not started. */
    static ApiSession start(
            String id,
            ServedSessions sessions,
            WantedSession wanted,
            Place place,
            Profile profile,
            Consumer<ApiSession> whenOver)
            throws ProviderFailure {
        ApiSession session = new ApiSession(id, sessions, wanted, place, profile, whenOver);
        synchronized (session) {
            try {
                session.startProcess();
                sessions.lasting().add(session);
            } catch (ProviderFailure | RuntimeException e) {
                profile.close();
                place.close();
                throw e;
            }
        }
        sessions.after(wanted.ttlMillis(), () -> session.end(SessionEnd.Cause.TTL_REACHED, "its ttl is over"));
        return session;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String holder() {
        return wanted.browser().holder();
    }

    @Override
    public long ageMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - createdAt);
    }

    @Override
    public Optional<ServedSession> browser() {
        return Optional.ofNullable(process).filter(it -> !it.hasEnded());
    }

    long ttlMillis() {
        return wanted.ttlMillis();
    }

    long processKeepAliveMillis() {
        return wanted.processKeepAliveMillis();
    }

    @Override
    public long ttlLeftMillis() {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(diesAt - System.nanoTime()));
    }

    synchronized boolean isOver() {
        return over;
    }

    synchronized boolean occupied() {
        return occupied;
    }

    synchronized boolean hasProcess() {
        return process != null && !process.hasEnded();
    }

    /** Lets a client in, with the process that is there or a new one; blocks. */
    synchronized Upgrade connect(String authority) throws Refusal, ProviderFailure, InterruptedException {
        awaitNoClient();
        if (over || ttlLeftMillis() == 0) {
            throw Refusal.unknownSession();
        }
        if (occupied) {
            throw new Refusal(429, "Too many requests: the session has a client already, and takes one at a time.");
        }
        if (process == null || process.hasEnded()) {
            startProcess();
        }
        occupied = true;
        long visit = ++visits;
        ProcessClose close = new ProcessClose(() -> {});
        return Upgrade.to(
                process,
                close.and(LiveUrl.of(process, authority)),
                () -> sessions.soon(() -> left(visit, close.asked())));
    }

    private void awaitNoClient() throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LEAVING_MILLIS);
        while (occupied && !over) {
            long millis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (millis <= 0) {
                return;
            }
            wait(millis);
        }
    }

    private void startProcess() throws ProviderFailure {
        long left = Math.max(1, ttlLeftMillis());
        ServedSession started =
                sessions.create(id, wanted.browser().withTtl(left).withUserData(profile.directory()));
        started.outlivesClients(true);
        process = started;
        started.ended().thenAccept(end -> sessions.soon(() -> processEnded(started, end)));
    }

    /** A process that was closed or has crashed can be followed by another; one that was stopped by hand is not to be. */
    private void processEnded(ServedSession ended, SessionEnd end) {
        synchronized (this) {
            if (process != ended) {
                return;
            }
        }
        if (end.cause() == SessionEnd.Cause.TTL_REACHED) {
            end(end.cause(), "its ttl is over");
        } else if (end.cause() != SessionEnd.Cause.CRASHED) {
            stop("its browser was stopped: " + end.detail());
        }
    }

    private void left(long visit, boolean closeAsked) {
        synchronized (this) {
            occupied = false;
            notifyAll();
            if (closeAsked || wanted.processKeepAliveMillis() == 0) {
                endProcess();
                return;
            }
        }
        sessions.after(wanted.processKeepAliveMillis(), () -> endProcessAfter(visit));
    }

    private synchronized void endProcessAfter(long visit) {
        if (!occupied && visits == visit) {
            endProcess();
        }
    }

    private void endProcess() {
        ServedSession ending = process;
        process = null;
        if (ending != null) {
            LOG.log(Level.DEBUG, "the process of session {0} ends, its data stay", id);
            sessions.closeBrowser(ending, "nobody is connected, and its data stay");
        }
    }

    /** Ends it where nobody is connected, or that does not matter; blocks. */
    void stop(boolean force) throws Refusal, InterruptedException {
        synchronized (this) {
            if (!force) {
                awaitNoClient();
            }
            if (over) {
                throw Refusal.unknownSession();
            }
            if (occupied && !force) {
                throw Refusal.badField("The session has a client; add force=true to stop it all the same.");
            }
        }
        stop("its client stopped it");
    }

    @Override
    public Stopped stop(String why) {
        return end(SessionEnd.Cause.STOPPED, why);
    }

    private Stopped end(SessionEnd.Cause cause, String why) {
        Stopped stopped = new Stopped(id, true, null, ageMillis());
        synchronized (this) {
            if (over) {
                return stopped;
            }
            over = true;
            place.leaving();
            notifyAll();
            if (process != null) {
                stopped = process.stop(why);
            }
            profile.close();
        }
        place.close();
        sessions.lasting()
                .ended(
                        this,
                        new SessionEnd(
                                cause, cause == SessionEnd.Cause.STOPPED ? why : "", System.currentTimeMillis()));
        whenOver.accept(this);
        return stopped;
    }
}
