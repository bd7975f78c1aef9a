package dev.browsersession.keeper.server.browserless;

import dev.browsersession.keeper.server.ClientCommands;
import dev.browsersession.keeper.server.Place;
import dev.browsersession.keeper.server.ServedSession;
import dev.browsersession.keeper.server.ServedSessions;
import dev.browsersession.keeper.server.Upgrade;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A browser that a websocket asked for. It lives while somebody is connected, and after that as long as the last one has asked
 * for with {@code Browserless.reconnect}. Who comes back asks anew, or it ends with that connection.
 */
final class OneOff {

    private static final String RECONNECT = "Browserless.reconnect";

    private final ServedSessions sessions;
    private final ServedSession session;
    private final Place place;
    private final Optional<String> trackingId;
    private final boolean reconnects;
    private final String reconnectId = UUID.randomUUID().toString();
    // This object's lock guards the rest.
    private long keptMillis;
    private Optional<String> auth = Optional.empty();
    private long visits;
    private int connecting;
    private boolean ending;

    OneOff(
            ServedSessions sessions,
            ServedSession session,
            Place place,
            Optional<String> trackingId,
            boolean reconnects) {
        this.sessions = sessions;
        this.session = session;
        this.place = place;
        this.trackingId = trackingId;
        this.reconnects = reconnects;
    }

    ServedSession session() {
        return session;
    }

    Optional<String> trackingId() {
        return trackingId;
    }

    String reconnectId() {
        return reconnectId;
    }

    /** Lets another client in. */
    synchronized Optional<Upgrade> connect(String authority) {
        if (ending || session.hasEnded()) {
            return Optional.empty();
        }
        if (connecting == 0) {
            // Who comes back asks anew; who joins others takes nothing from them.
            keptMillis = 0;
            session.outlivesClients(false);
        }
        connecting++;
        visits++;
        ClientCommands commands = new ProcessClose(this::close).and(LiveUrl.of(session, authority));
        return Optional.of(Upgrade.to(
                session,
                reconnects ? new BothCommands(new Reconnect(authority), commands) : commands,
                this::connectionOver));
    }

    /** Whether a client may come back; the path alone is no secret where a word was agreed on. */
    synchronized boolean opensFor(Optional<String> token) {
        return auth.isEmpty() || auth.equals(token);
    }

    synchronized boolean asksForAuth() {
        return auth.isPresent();
    }

    private synchronized void connectionOver() {
        connecting--;
        if (connecting > 0) {
            return;
        }
        if (keptMillis == 0) {
            end("its last client has left");
        } else {
            long visit = visits;
            sessions.after(keptMillis, () -> endUnlessVisited(visit));
        }
    }

    private synchronized void endUnlessVisited(long visit) {
        if (visits == visit) {
            end("nobody came back in time");
        }
    }

    private synchronized void close() {
        keptMillis = 0;
        end("its client closed the browser");
    }

    /** From any thread. */
    synchronized void end(String why) {
        ending = true;
        // Not only once a worker gets to it: the client may ask for its next browser at this moment.
        place.leaving();
        sessions.soon(() -> session.stop(why));
    }

    private synchronized Optional<Map<String, Object>> keep(JsonNode parameters, String authority) {
        long millis = parameters.path("timeout").asLong(0);
        if (millis <= 0) {
            return Optional.of(Map.of("error", "timeout must be a positive number of milliseconds"));
        }
        keptMillis = Math.min(millis, session.snapshot().ttlLeftMillis());
        session.outlivesClients(true);
        auth = Optional.ofNullable(parameters.path("auth").asString(null));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("error", null);
        result.put("browserWSEndpoint", "ws://" + authority + "/reconnect/" + reconnectId);
        return Optional.of(result);
    }

    private final class Reconnect implements ClientCommands {

        private final String authority;

        private Reconnect(String authority) {
            this.authority = authority;
        }

        @Override
        public Set<String> methods() {
            return Set.of(RECONNECT);
        }

        @Override
        public Optional<Map<String, Object>> result(String method, JsonNode parameters, Client client) {
            return keep(parameters, authority);
        }
    }
}
