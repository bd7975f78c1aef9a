package dev.browsersession.keeper;

import dev.browsersession.keeper.live.Sight;
import dev.browsersession.keeper.live.Watched;
import dev.browsersession.keeper.live.WatchedSessions;
import dev.browsersession.protocol.Stopped;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The sessions of a keeper, to be watched. */
final class LiveSessions implements WatchedSessions {

    private static final System.Logger LOG = System.getLogger(LiveSessions.class.getName());

    private final Sessions sessions;
    private final Executor workers;

    LiveSessions(Sessions sessions, Executor workers) {
        this.sessions = sessions;
        this.workers = workers;
    }

    @Override
    public List<Watched> all() {
        return sessions.all().stream()
                .map(this::watched)
                .sorted(Comparator.comparingLong(watched -> -watched.session().ageMillis()))
                .toList();
    }

    @Override
    public Optional<Watched> named(String session) {
        return sessions.named(session)
                .map(this::watched)
                .or(() -> sessions.gone().named(session).map(listed -> new Watched(listed, null)));
    }

    private Watched watched(KeptSession session) {
        return new Watched(
                SessionListing.of(sessions, session),
                session.providersPage().map(URI::toString).orElse(null));
    }

    @Override
    public CompletableFuture<Sight> glance(String session) {
        return sessions.named(session)
                .map(kept -> kept.sight().glance(workers))
                .orElseGet(() -> CompletableFuture.completedFuture(gone()));
    }

    @Override
    public Sight look(String session, String page) {
        return sessions.named(session).map(kept -> kept.sight().look(page)).orElseGet(LiveSessions::gone);
    }

    private static Sight gone() {
        return Sight.none("It has ended.");
    }

    @Override
    public Optional<Stopped> stop(String session) {
        return sessions.named(session).map(kept -> {
            LOG.log(Level.INFO, "session {0} is stopped in the live view", session);
            return kept.stop("somebody did so by hand, in the live view");
        });
    }
}
