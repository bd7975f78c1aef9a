package dev.browsersession.keeper.server;

import dev.browsersession.keeper.live.Sight;
import dev.browsersession.keeper.live.Watched;
import dev.browsersession.keeper.live.WatchedSessions;
import dev.browsersession.protocol.ListedSession;
import dev.browsersession.protocol.SessionEnd;
import dev.browsersession.protocol.Stopped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The keeper's sessions, to be watched, with what only the server knows of them. To the keeper, the server has them all, and all
 * are kept alive. Each has the id that its client knows; one that lasts longer than its browsers is one here.
 */
final class ServedWatch implements WatchedSessions {

    private static final Sight NO_BROWSER =
            Sight.none("It has no browser at the moment. The next client that connects is given one.");

    private final WatchedSessions kept;
    private final ServedSessions sessions;

    ServedWatch(WatchedSessions kept, ServedSessions sessions) {
        this.kept = kept;
        this.sessions = sessions;
    }

    @Override
    public List<Watched> all() {
        Stream<Watched> browsers = kept.all().stream()
                .filter(watched -> isItself(watched.session().id()))
                .map(this::served);
        Stream<Watched> others = sessions.lasting().all().stream().map(session -> lasting(session, null));
        return Stream.concat(browsers, others)
                .sorted(Comparator.comparingLong(watched -> -watched.session().ageMillis()))
                .toList();
    }

    /** And not one of the browsers of a session that lasts longer. */
    private boolean isItself(String keepersId) {
        return sessions.keptAs(keepersId)
                .flatMap(session -> sessions.lasting().find(session.id()))
                .isEmpty();
    }

    @Override
    public Optional<Watched> named(String session) {
        LastingSessions lasting = sessions.lasting();
        return lasting.find(session)
                .map(found -> lasting(found, null))
                .or(() -> lasting.past(session).map(ended -> lasting(ended.session(), ended.end())))
                .or(() -> kept.named(keepersId(session)).map(this::served));
    }

    private Watched served(Watched watched) {
        return sessions.keptAs(watched.session().id())
                .map(session -> new Watched(listed(watched.session(), session), watched.providersPage()))
                .orElse(watched);
    }

    private static ListedSession listed(ListedSession kept, ServedSession session) {
        return new ListedSession(
                session.id(),
                // The commands, and the log, know it by that id.
                kept.provider() + ", as " + kept.id(),
                kept.shared(),
                kept.ageMillis(),
                kept.ttlLeftMillis(),
                session.outlivesClients(),
                List.of(),
                users(session.users(), session.wanted().holder()),
                kept.end());
    }

    /** @param end null where it goes on */
    private static Watched lasting(LastingSession session, SessionEnd end) {
        int users = session.browser().map(ServedSession::users).orElse(0);
        ListedSession listed = new ListedSession(
                session.id(),
                "local",
                null,
                session.ageMillis(),
                session.ttlLeftMillis(),
                true,
                List.of(),
                users(users, session.holder()),
                end);
        return new Watched(listed, null);
    }

    private static String users(int users, String holder) {
        String count = users == 0 ? "nobody at the moment" : users == 1 ? "one client" : users + " clients";
        return count + " (" + holder + ")";
    }

    @Override
    public CompletableFuture<Sight> glance(String session) {
        return browserOf(session).map(kept::glance).orElseGet(() -> CompletableFuture.completedFuture(NO_BROWSER));
    }

    @Override
    public Sight look(String session, String page) {
        return browserOf(session).map(browser -> kept.look(browser, page)).orElse(NO_BROWSER);
    }

    /** As the keeper knows it; empty while a session that lasts longer has none. */
    private Optional<String> browserOf(String session) {
        Optional<LastingSession> lasting = sessions.lasting().find(session);
        return lasting.isEmpty()
                ? Optional.of(keepersId(session))
                : lasting.get().browser().map(browser -> browser.snapshot().id());
    }

    private String keepersId(String session) {
        return sessions.known(session).map(known -> known.snapshot().id()).orElse(session);
    }

    @Override
    public Optional<Stopped> stop(String session) {
        return sessions.lasting()
                .find(session)
                .map(lasting -> lasting.stop("somebody did so by hand, in the live view"))
                .or(() -> kept.stop(keepersId(session)));
    }
}
