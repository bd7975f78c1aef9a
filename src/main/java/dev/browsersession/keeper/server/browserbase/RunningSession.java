package dev.browsersession.keeper.server.browserbase;

import dev.browsersession.keeper.server.ClientCommands;
import dev.browsersession.keeper.server.Place;
import dev.browsersession.keeper.server.ServedSession;
import dev.browsersession.protocol.SessionEnd;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A session in the book, and its browser. */
final class RunningSession {

    private static final String CLOSE = "Browser.close";
    private static final Set<String> WATCHED =
            Stream.concat(Stream.of(CLOSE), SessionFiles.COMMANDS.stream()).collect(Collectors.toUnmodifiableSet());

    private final BookedSession booked;
    private final ServedSession served;
    private final Place place;
    private final SessionFiles files;
    /** A client has asked the browser itself to end: then its exit is no crash. */
    private volatile boolean closedByClient;

    RunningSession(BookedSession booked, ServedSession served, Place place, SessionFiles files) {
        this.booked = booked;
        this.served = served;
        this.place = place;
        this.files = files;
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

    SessionFiles files() {
        return files;
    }

    /** What the end of its browser makes of it. */
    Status statusAfter(SessionEnd end) {
        return switch (end.cause()) {
            case TTL_REACHED -> Status.TIMED_OUT;
            case STOPPED -> Status.COMPLETED;
            case CRASHED, ENDED, CONNECTION_LOST, KEEPER_ENDED -> closedByClient ? Status.COMPLETED : Status.ERROR;
        };
    }

    /** Remembers who ends the browser, and has names of files mean those of this session. */
    ClientCommands commands() {
        return new ClientCommands() {
            @Override
            public Set<String> methods() {
                return WATCHED;
            }

            @Override
            public Optional<Map<String, Object>> result(String method, JsonNode parameters, Client client) {
                closedByClient |= method.equals(CLOSE);
                return files.result(method, parameters);
            }

            @Override
            public Optional<JsonNode> instead(String method, JsonNode parameters) {
                return files.instead(method, parameters);
            }
        };
    }
}
