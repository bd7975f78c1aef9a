package dev.browsersession.keeper.server.browserbase;

import dev.browsersession.keeper.server.ClientCommands;
import dev.browsersession.keeper.server.Place;
import dev.browsersession.keeper.server.ServedSession;
import dev.browsersession.protocol.SessionEnd;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A session in the book, and its browser. */
final class RunningSession {

    private final BookedSession booked;
    private final ServedSession served;
    private final Place place;
    /** A client has asked the browser itself to end: then its exit is no crash. */
    private volatile boolean closedByClient;

    RunningSession(BookedSession booked, ServedSession served, Place place) {
        this.booked = booked;
        this.served = served;
        this.place = place;
    }

    /** Whoever sees that it is over may create the next one. */
    void giveUpPlace() {
        place.close();
    }

    BookedSession booked() {
        return booked;
    }

    ServedSession served() {
        return served;
    }

    /** What the end of its browser makes of it. */
    Status statusAfter(SessionEnd end) {
        return switch (end.cause()) {
            case TTL_REACHED -> Status.TIMED_OUT;
            case STOPPED -> Status.COMPLETED;
            case CRASHED, ENDED, CONNECTION_LOST, KEEPER_ENDED -> closedByClient ? Status.COMPLETED : Status.ERROR;
        };
    }

    /** Lets every command through, and remembers that one. */
    ClientCommands commands() {
        return new ClientCommands() {
            @Override
            public Set<String> methods() {
                return Set.of("Browser.close");
            }

            @Override
            public Optional<Map<String, Object>> result(String method, JsonNode parameters, Client client) {
                closedByClient = true;
                return Optional.empty();
            }
        };
    }
}
