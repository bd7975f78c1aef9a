package dev.browsersession.keeper.server.browserless;

import dev.browsersession.keeper.server.HttpCall;
import dev.browsersession.keeper.server.NoRoomException;
import dev.browsersession.keeper.server.Place;
import dev.browsersession.keeper.server.Reply;
import dev.browsersession.keeper.server.ServedSessions;
import dev.browsersession.keeper.server.ServerJson;
import dev.browsersession.keeper.server.ServerParts;
import dev.browsersession.keeper.server.Upgrade;
import dev.browsersession.provider.ProviderFailure;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The routes of the Session API. */
final class ApiSessions {

    private static final String ONE = "/session/";
    private static final String CONNECT = "/session/connect/";

    private final ServerParts parts;
    private final ServedSessions sessions;
    private final Tokens tokens;
    private final Map<String, ApiSession> byId = new ConcurrentHashMap<>();

    ApiSessions(ServerParts parts, Tokens tokens) {
        this.parts = parts;
        this.tokens = tokens;
        this.sessions = parts.sessions();
    }

    static boolean concerns(HttpCall call) {
        return call.path().equals("/session") || call.path().startsWith(ONE);
    }

    Optional<Reply> answer(HttpCall call)
            throws Refusal, NoRoomException, ProviderFailure, IOException, InterruptedException {
        if (call.is("POST", "/session")) {
            return Optional.of(post(call));
        }
        Optional<String> id = call.after(ONE);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return switch (call.method()) {
            case "GET" -> Optional.of(Reply.json(200, status(find(id.get()), call)));
            case "DELETE" -> Optional.of(delete(find(id.get()), call));
            default -> Optional.empty();
        };
    }

    Optional<Upgrade> upgrade(HttpCall call) throws Refusal, ProviderFailure, InterruptedException {
        Optional<String> id = call.after(CONNECT);
        return id.isEmpty() ? Optional.empty() : Optional.of(find(id.get()).connect(call.authority()));
    }

    private ApiSession find(String id) throws Refusal {
        ApiSession session = byId.get(id);
        if (session == null) {
            throw Refusal.unknownSession();
        }
        return session;
    }

    private Reply post(HttpCall call)
            throws Refusal, NoRoomException, ProviderFailure, IOException, InterruptedException {
        JsonNode body = body(call);
        if (body.has("stop")) {
            String id = Fields.of("", body).text("stop").orElse("");
            find(id).stop(true);
            return Reply.json(200, Map.of("id", id, "stopped", true));
        }
        return Reply.json(200, created(create(body), call));
    }

    private static JsonNode body(HttpCall call) throws Refusal {
        try {
            return call.json();
        } catch (IllegalArgumentException e) {
            throw Refusal.badField("The body is " + e.getMessage() + ".");
        }
    }

    private ApiSession create(JsonNode body) throws Refusal, NoRoomException, ProviderFailure, IOException {
        String id = UUID.randomUUID().toString();
        WantedSession wanted = WantedSession.of(body, parts.options(), "Browserless session " + id);
        Place place = sessions.place();
        Profile profile;
        try {
            profile = Profile.make(sessions, id);
        } catch (IOException | RuntimeException e) {
            place.close();
            throw e;
        }
        ApiSession session = ApiSession.start(id, sessions, wanted, place, profile, over -> byId.remove(over.id()));
        byId.put(id, session);
        if (session.isOver()) {
            byId.remove(id);
        }
        return session;
    }

    private ObjectNode created(ApiSession session, HttpCall call) {
        String query = tokens.query();
        String http = "http://" + call.authority();
        return ServerJson.object()
                .put("id", session.id())
                // Browserless' own page on closing sessions reads this one.
                .put("sessionId", session.id())
                .put("connect", "ws://" + call.authority() + CONNECT + session.id() + query)
                .put("stop", http + ONE + session.id() + query)
                .put("browserQL", http + ONE + "bql/" + session.id() + query)
                .put("ttl", session.ttlMillis())
                .putNull("cloudEndpointId");
    }

    private ObjectNode status(ApiSession session, HttpCall call) {
        return created(session, call)
                .put("ttlLeft", session.ttlLeftMillis())
                .put("processKeepAlive", session.processKeepAliveMillis())
                .put("connected", session.occupied())
                .put("running", session.hasProcess());
    }

    private static Reply delete(ApiSession session, HttpCall call) throws Refusal, InterruptedException {
        session.stop(call.parameter("force").map("true"::equals).orElse(false));
        return Reply.json(200, Map.of("id", session.id(), "deleted", true));
    }
}
