package dev.browsersession.keeper.server.browserbase;

import dev.browsersession.cdp.CdpException;
import dev.browsersession.keeper.server.NoRoomException;
import dev.browsersession.keeper.server.Place;
import dev.browsersession.keeper.server.ServedSession;
import dev.browsersession.keeper.server.ServedSessions;
import dev.browsersession.keeper.server.SessionWanted;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.SessionEnd;
import dev.browsersession.provider.ProviderFailure;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Has browsers started and stopped as the book says. */
final class RunningSessions {

    private static final System.Logger LOG = System.getLogger(RunningSessions.class.getName());
    /** How late an end by the clock may be. */
    private static final long LOOK_MILLIS = 250;

    private final SessionBook book;
    private final ServedSessions sessions;
    private final Map<String, RunningSession> running = new ConcurrentHashMap<>();

    RunningSessions(SessionBook book, ServedSessions sessions) {
        this.book = book;
        this.sessions = sessions;
    }

    /** Looks at the clock now and then. */
    void watch(SeleniumRoute selenium) {
        sessions.after(LOOK_MILLIS, () -> {
            try {
                look(selenium);
            } finally {
                watch(selenium);
            }
        });
    }

    /** Creates a session, and returns when its browser runs; blocks. */
    RunningSession create(SessionRequest request) throws Refusal {
        BookedSession booked = book.open(request);
        Place place = place(booked);
        RunningSession session;
        try {
            session = start(booked, place);
        } catch (ProviderFailure | IOException | CdpException | RuntimeException e) {
            place.close();
            book.end(booked, Status.ERROR);
            throw failed(booked, e);
        }
        ServedSession served = session.served();
        book.started(booked);
        running.put(booked.id(), session);
        served.ended().thenAccept(end -> over(session, end));
        served.gone().thenRun(() -> sessions.soon(session.files()::close));
        if (booked.status().over()) {
            // Released while its browser was starting.
            served.stop("it was released");
        }
        return session;
    }

    private RunningSession start(BookedSession booked, Place place) throws ProviderFailure, IOException, CdpException {
        ServedSession served = sessions.create(booked.id(), wanted(booked));
        served.outlivesClients(booked.request().keepAlive());
        try {
            return new RunningSession(booked, served, place, SessionFiles.open(sessions, served));
        } catch (IOException | CdpException | RuntimeException e) {
            served.stop("it has no room for files");
            throw e;
        }
    }

    /** Where its browser runs. */
    Optional<RunningSession> find(BookedSession booked) {
        return Optional.ofNullable(running.get(booked.id()));
    }

    /** Ends a session, and returns when its browser is gone; blocks. */
    void end(BookedSession booked, Status how, String why) {
        Optional<RunningSession> session = find(booked);
        session.ifPresent(RunningSession::giveUpPlace);
        book.end(booked, how);
        // One whose browser has started in between was put there before its start could see the end in the book.
        session.or(() -> find(booked)).ifPresent(it -> it.served().stop(why));
    }

    /** A client has gone, or a driver has been quit. Does not block. */
    void left(RunningSession session) {
        if (session.booked().leave()) {
            sessions.soon(() -> end(session.booked(), Status.COMPLETED, "its last client has left"));
        }
    }

    private Place place(BookedSession booked) throws Refusal {
        try {
            return sessions.place();
        } catch (NoRoomException e) {
            book.cancel(booked);
            throw SessionBook.tooMany(e.most(), sessions.taken());
        }
    }

    private static SessionWanted wanted(BookedSession booked) {
        SessionRequest request = booked.request();
        return new SessionWanted(
                request.timeout().toMillis(),
                true,
                request.settings().arguments(),
                request.settings().windowSize(),
                Optional.empty(),
                "Browserbase session " + booked.id());
    }

    private static Refusal failed(BookedSession booked, Exception failure) {
        LOG.log(Level.WARNING, "session " + booked.id() + " could not be started", failure);
        boolean asked = failure instanceof ProviderFailure refused && refused.kind() == Failure.Kind.CONFIGURATION;
        return new Refusal(asked ? 400 : 500, "The session could not be started: " + failure.getMessage());
    }

    private void over(RunningSession session, SessionEnd end) {
        running.remove(session.booked().id(), session);
        session.giveUpPlace();
        book.end(session.booked(), session.statusAfter(end));
    }

    private void look(SeleniumRoute selenium) {
        book.forgotten().forEach(booked -> end(booked, Status.TIMED_OUT, "nobody has connected to it"));
        long silence = book.terms().silence().toMillis();
        running.values()
                .forEach(session -> session.served().disconnectSilent(silence, "nothing was heard for too long"));
        selenium.endSilent(silence);
    }
}
