package dev.browsersession.keeper.server;

import dev.browsersession.keeper.live.Sight;
import dev.browsersession.keeper.live.Watched;
import dev.browsersession.keeper.live.WatchedSessions;
import dev.browsersession.protocol.ListedSession;
import dev.browsersession.protocol.Stopped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The keeper's sessions, to be watched, with what only the server knows of them. To the keeper, the server has them all, and all
 * are kept alive.
 */
final class ServedWatch implements WatchedSessions {

    private final WatchedSessions kept;
    private final ServedSessions sessions;

    ServedWatch(WatchedSessions kept, ServedSessions sessions) {
        this.kept = kept;
        this.sessions = sessions;
    }

    @Override
    public List<Watched> all() {
        return kept.all().stream().map(this::served).toList();
    }

    @Override
    public Optional<Watched> named(String session) {
        return kept.named(session).map(this::served);
    }

    private Watched served(Watched watched) {
        return sessions.keptAs(watched.session().id())
                .map(session -> new Watched(listed(watched.session(), session), watched.providersPage()))
                .orElse(watched);
    }

    private static ListedSession listed(ListedSession kept, ServedSession session) {
        return new ListedSession(
                kept.id(),
                kept.provider(),
                kept.shared(),
                kept.ageMillis(),
                kept.ttlLeftMillis(),
                session.outlivesClients(),
                List.of(),
                users(session),
                kept.end());
    }

    private static String users(ServedSession session) {
        int users = session.users();
        String count = users == 0 ? "nobody at the moment" : users == 1 ? "one client" : users + " clients";
        return count + " (" + session.wanted().holder() + ")";
    }

    @Override
    public CompletableFuture<Sight> glance(String session) {
        return kept.glance(session);
    }

    @Override
    public Sight look(String session, String page) {
        return kept.look(session, page);
    }

    @Override
    public Optional<Stopped> stop(String session) {
        return kept.stop(session);
    }
}
