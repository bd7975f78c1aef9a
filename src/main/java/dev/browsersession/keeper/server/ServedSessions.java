package dev.browsersession.keeper.server;

import dev.browsersession.cdp.BrowserVersion;
import dev.browsersession.cdp.CdpConnection;
import dev.browsersession.cdp.CdpException;
import dev.browsersession.keeper.OwnKeeper;
import dev.browsersession.keeper.OwnSession;
import dev.browsersession.provider.ProcessHost;
import dev.browsersession.provider.ProviderFailure;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The sessions of the server, of all dialects. */
public final class ServedSessions {

    private static final System.Logger LOG = System.getLogger(ServedSessions.class.getName());
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
    /** What a browser may take to write down its data. */
    private static final Duration END_LIMIT = Duration.ofSeconds(20);
    /** As many as the keeper tells of. */
    private static final int MOST_REMEMBERED = 200;

    private final OwnKeeper keeper;
    private final Map<String, String> environment;
    private final Path browser;
    private final Places places;
    private final LastingSessions lasting = new LastingSessions();
    private final Map<String, ServedSession> sessions = new ConcurrentHashMap<>();
    /** By the keeper's id, the last ones that have ended included. Guarded by itself. */
    private final Map<String, ServedSession> kept = new LinkedHashMap<>();

    ServedSessions(OwnKeeper keeper, Map<String, String> environment, Path browser, Places places) {
        this.keeper = keeper;
        this.environment = environment;
        this.browser = browser;
        this.places = places;
    }

    /**
     * Creates a session that gives a place back when it is gone, or was not started. Returns when its browser can be connected to;
     * blocks.
     *
     * @throws ProviderFailure where it could not be started; with the kind {@code CONFIGURATION} where what is wanted is wrong
     */
    public ServedSession create(Place place, SessionWanted wanted) throws ProviderFailure {
        try {
            ServedSession session = create(UUID.randomUUID().toString(), wanted);
            session.ended().thenRun(place::leaving);
            session.gone().thenRun(place::close);
            return session;
        } catch (ProviderFailure | RuntimeException e) {
            place.close();
            throw e;
        }
    }

    /**
     * Room for a session.
     *
     * @throws NoRoomException where there are too many
     */
    public Place place() throws NoRoomException {
        return places.take();
    }

    /** Creates a session that has nothing to do with places; blocks. */
    public ServedSession create(String id, SessionWanted wanted) throws ProviderFailure {
        OwnSession created = keeper.create(wanted.spec(), environment, browser, wanted.holder());
        ServedSession session = new ServedSession(id, wanted, created);
        sessions.put(id, session);
        remember(session);
        created.ended().thenRun(() -> sessions.remove(id, session));
        return session;
    }

    private void remember(ServedSession session) {
        synchronized (kept) {
            kept.put(session.snapshot().id(), session);
            List<String> over = kept.entrySet().stream()
                    .filter(entry -> entry.getValue().hasEnded())
                    .map(Map.Entry::getKey)
                    .toList();
            over.subList(0, Math.max(0, over.size() - MOST_REMEMBERED)).forEach(kept::remove);
        }
    }

    /** By the id that the keeper has given it; one that has ended, for a while. */
    Optional<ServedSession> keptAs(String keepersId) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(keepersId));
        }
    }

    /** By its own id; one that has ended, for a while. */
    Optional<ServedSession> known(String id) {
        synchronized (kept) {
            return kept.values().stream()
                    .filter(session -> session.id().equals(id))
                    .findFirst();
        }
    }

    /** Of those that have not ended. */
    public Optional<ServedSession> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /** Those that have more than one browser in their time. */
    public LastingSessions lasting() {
        return lasting;
    }

    /** Those that have not ended, the oldest first. */
    public List<ServedSession> all() {
        return sessions.values().stream()
                .sorted(Comparator.comparingLong(it -> it.snapshot().createdEpochMillis()))
                .toList();
    }

    /** How many are allowed at once. */
    public int most() {
        return places.most();
    }

    /** How many there are, those that are being started or stopped included. */
    public int taken() {
        return places.taken();
    }

    /** How many there are that are not about to end. */
    public int staying() {
        return places.staying();
    }

    /** For how many there was no room, within some minutes. */
    public int refused() {
        return places.refused();
    }

    /** Runs something on a worker, unless the server is about to end: then everything is ended anyway. */
    public void soon(Runnable work) {
        try {
            keeper.workers().execute(work);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the server ends", e);
        }
    }

    /** Runs something later, on a worker. */
    public Future<?> after(long millis, Runnable work) {
        try {
            return keeper.timer().schedule(() -> soon(work), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the server ends", e);
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Lets the browser of a session write down its data and end, and stops the session; blocks. */
    public void closeBrowser(ServedSession session, String why) {
        try (CdpConnection browser = CdpConnection.connect(
                keeper.loops(), URI.create(session.cdpUrl().value()), CLOSE_LIMIT)) {
            browser.send(null, "Browser.close", Map.of());
            session.ended().get(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (CdpException | ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "the browser of session " + session.id() + " does not close by itself", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        session.stop(why);
    }

    /** Connects to the browser of a session, as no client of it; blocks. */
    public CdpConnection connect(ServedSession session) throws CdpException {
        return CdpConnection.connect(keeper.loops(), URI.create(session.cdpUrl().value()), CLOSE_LIMIT);
    }

    /** Asks the browser of a session which one it is; blocks. */
    public BrowserVersion version(ServedSession session) throws CdpException {
        try (CdpConnection browser = CdpConnection.connect(
                keeper.loops(), URI.create(session.cdpUrl().value()), CLOSE_LIMIT)) {
            return BrowserVersion.of(browser);
        }
    }

    /** For directories that end with the server. */
    public ProcessHost processes() {
        return keeper.processes();
    }
}
