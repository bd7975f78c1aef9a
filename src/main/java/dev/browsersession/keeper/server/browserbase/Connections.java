package dev.browsersession.keeper.server.browserbase;

import dev.browsersession.keeper.server.HttpCall;
import dev.browsersession.keeper.server.Upgrade;
import java.util.Optional;

/** The websockets of CDP clients. */
final class Connections {

    private static final String PATH = "/v1/connect";

    private final SessionBook book;
    private final RunningSessions running;

    Connections(SessionBook book, RunningSessions running) {
        this.book = book;
        this.running = running;
    }

    /** Good for as long as the session runs; a secret. */
    static String url(String authority, BookedSession session) {
        return "ws://" + authority + PATH + "?signingKey=" + session.signingKey();
    }

    /** Empty where a client wants to go somewhere else. */
    Optional<Upgrade> upgrade(HttpCall call) throws Refusal {
        if (!call.path().equals(PATH)) {
            return Optional.empty();
        }
        BookedSession booked = call.parameter("signingKey")
                .flatMap(book::signedWith)
                .orElseThrow(() -> new Refusal(401, "The signing key fits no session."));
        RunningSession session = running.find(booked)
                .filter(it -> booked.join())
                .orElseThrow(() -> new Refusal(410, "Session " + booked.id() + " is not running."));
        return Optional.of(Upgrade.to(session.served(), session.commands(), () -> running.left(session)));
    }
}
