package dev.browsersession.keeper.server;

import dev.browsersession.keeper.OwnKeeper;
import dev.browsersession.keeper.OwnSession;
import dev.browsersession.provider.ProcessHost;
import dev.browsersession.provider.ProviderFailure;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/** The sessions of the server, of all dialects. */
public final class ServedSessions {

    private final OwnKeeper keeper;
    private final Map<String, String> environment;
    private final Path browser;
    private final Places places;
    private final Map<String, ServedSession> sessions = new ConcurrentHashMap<>();

    ServedSessions(OwnKeeper keeper, Map<String, String> environment, Path browser, Places places) {
        this.keeper = keeper;
        this.environment = environment;
        this.browser = browser;
        this.places = places;
    }

    /**
     * Creates a session, and returns when its browser can be connected to; blocks.
     *
     * @throws NoRoomException where there are too many
     * @throws ProviderFailure where it could not be started; with the kind {@code CONFIGURATION} where what is wanted is wrong
     */
    public ServedSession create(SessionWanted wanted) throws NoRoomException, ProviderFailure {
        Place place = place();
        try {
            ServedSession session = create(UUID.randomUUID().toString(), wanted);
            session.gone().thenRun(place::close);
            return session;
        } catch (ProviderFailure | RuntimeException e) {
            place.close();
            throw e;
        }
    }

    /** Room for a session, for who makes it later, or more than once. */
    public Place place() throws NoRoomException {
        return places.take();
    }

    /** Creates a session for which there is room. */
    public ServedSession create(String id, SessionWanted wanted) throws ProviderFailure {
        OwnSession kept = keeper.create(wanted.spec(), environment, browser, wanted.holder());
        ServedSession session = new ServedSession(id, wanted, kept);
        sessions.put(id, session);
        kept.ended().thenRun(() -> sessions.remove(id, session));
        return session;
    }

    /** Of those that have not ended. */
    public Optional<ServedSession> find(String id) {
        return Optional.ofNullable(sessions.get(id));
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

    /** For what blocks. */
    public Executor workers() {
        return keeper.workers();
    }

    /** For what happens later; what it runs must hand on to {@link #workers}. */
    public ScheduledExecutorService timer() {
        return keeper.timer();
    }

    /** For directories that end with the server. */
    public ProcessHost processes() {
        return keeper.processes();
    }
}
