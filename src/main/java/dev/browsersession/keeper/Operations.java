package dev.browsersession.keeper;

import dev.browsersession.keeper.live.LiveAddress;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.KeeperState;
import dev.browsersession.protocol.ListSessions;
import dev.browsersession.protocol.ListedSession;
import dev.browsersession.protocol.Message;
import dev.browsersession.protocol.MessageTypes;
import dev.browsersession.protocol.SessionList;
import dev.browsersession.protocol.StopSession;
import dev.browsersession.protocol.Stopped;
import dev.browsersession.provider.ProviderFailure;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** What an operator may ask of a keeper: to see all sessions, and to stop any. */
final class Operations {

    private static final System.Logger LOG = System.getLogger(Operations.class.getName());

    private final Sessions sessions;
    private final Path log;
    private final LiveAddress live;
    private final Executor workers;
    private final long startedEpochMillis = System.currentTimeMillis();

    Operations(Sessions sessions, Path log, LiveAddress live, Executor workers) {
        this.sessions = sessions;
        this.log = log;
        this.live = live;
        this.workers = workers;
    }

    /** From the manifest of the keeper's jar. */
    static String version() {
        return Optional.ofNullable(Operations.class.getPackage().getImplementationVersion())
                .orElse("unknown");
    }

    KeeperState state(int owners) {
        return new KeeperState(
                ProcessHandle.current().pid(),
                version(),
                startedEpochMillis,
                sessions.all().size() + sessions.beingCreated(),
                owners,
                ResidentMemory.ofThisProcess(),
                log.toString(),
                live.list());
    }

    CompletableFuture<Message> carryOut(String operator, Message request) {
        if (request instanceof ListSessions) {
            return CompletableFuture.supplyAsync(this::list, workers);
        } else if (request instanceof StopSession stop) {
            return sessions.named(stop.session())
                    .map(session -> stop(operator, stop, session))
                    .orElseGet(() -> refused("This keeper has no session " + stop.session() + "."));
        }
        return refused(MessageTypes.nameOf(request.getClass()) + " is not an operator's request.");
    }

    private SessionList list() {
        return new SessionList(sessions.all().stream().map(this::listed).toList(), sessions.beingCreated());
    }

    private ListedSession listed(KeptSession session) {
        return SessionListing.of(sessions, session);
    }

    private CompletableFuture<Message> stop(String operator, StopSession request, KeptSession session) {
        LOG.log(Level.INFO, "{0} stops session {1}", operator, request.session());
        workers.execute(() -> session.stop("somebody did so by hand, at the command line"));
        return request.untilGone()
                ? session.stopped().thenApply(stopped -> stopped)
                : CompletableFuture.completedFuture(new Stopped(
                        request.session(), false, "it is being stopped", SessionListing.ageMillis(session.snapshot())));
    }

    private static CompletableFuture<Message> refused(String reason) {
        return CompletableFuture.failedFuture(new ProviderFailure(Failure.Kind.BAD_REQUEST, reason));
    }
}
