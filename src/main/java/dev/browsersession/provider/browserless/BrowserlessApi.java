package dev.browsersession.provider.browserless;

import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.RefusedConnection;
import dev.browsersession.provider.http.ProviderAnswer;
import dev.browsersession.provider.http.ProviderClient;
import dev.browsersession.provider.http.ProviderRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The requests that Browserless understands, and what its answers to them mean. */
final class BrowserlessApi {

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SERVER_ERROR = 500;

    private final ProviderClient client;

    BrowserlessApi(ProviderClient client) {
        this.client = client;
    }

    /**
     * A browser that the server lists.
     *
     * @param tracking what its client named it
     * @param listed what time it was there then
     */
    record Listed(String tracking, Optional<Instant> started, Optional<Instant> listed) {}

    ProviderAnswer create(Map<String, Object> session) throws ProviderFailure {
        return client.send(ProviderRequest.create(session, "session"));
    }

    ProviderAnswer answered(RefusedConnection refusal, String id) {
        return client.answered(refusal, id);
    }

    ProviderAnswer status(String id) throws ProviderFailure {
        return client.send(ProviderRequest.get("how session " + id + " is", "session", id));
    }

    /** @param named the URL that the server gave for it; else the documented one */
    ProviderAnswer delete(String id, Optional<Secret> named) throws ProviderFailure {
        ProviderRequest request =
                ProviderRequest.delete("to stop session " + id, "session", id).query("force", "true");
        return client.send(named.map(request::to).orElse(request));
    }

    ProviderAnswer stop(String id) throws ProviderFailure {
        return client.send(ProviderRequest.post("to stop session " + id, Map.of("stop", id), "session"));
    }

    ProviderAnswer kill(String tracking) throws ProviderFailure {
        return client.send(ProviderRequest.get("to stop session " + tracking, "kill", tracking));
    }

    /** Whether the server has a browser. */
    enum Presence {
        THERE,
        GONE,
        /** It does not say at the moment. */
        UNDECIDED,
        /** It never says. */
        UNTOLD
    }

    Presence presence(String tracking) throws ProviderFailure {
        ProviderAnswer answer = list();
        if (answer.status() >= FIRST_SERVER_ERROR) {
            // The open-source server asks each of its browsers, and one that is just closing does not answer.
            return Presence.UNDECIDED;
        }
        return read(answer)
                .map(all -> all.stream().anyMatch(it -> it.tracking().equals(tracking)))
                .map(there -> there ? Presence.THERE : Presence.GONE)
                .orElse(Presence.UNTOLD);
    }

    /** The browsers that run and that a client has named. Empty where the server does not tell. */
    Optional<List<Listed>> listed() throws ProviderFailure {
        return read(list());
    }

    private ProviderAnswer list() throws ProviderFailure {
        return client.send(ProviderRequest.get("which sessions run", "sessions"));
    }

    private static Optional<List<Listed>> read(ProviderAnswer answer) throws ProviderFailure {
        if (!answer.isSuccess()) {
            if (isMissing(answer) || answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN) {
                return Optional.empty();
            }
            throw answer.failure();
        }
        JsonNode all = answer.json();
        if (!all.isArray()) {
            throw answer.unreadable("with JSON of another form than documented");
        }
        List<Listed> browsers = new ArrayList<>();
        for (JsonNode each : all) {
            String tracking = each.path("trackingId").asString("");
            if (!tracking.isEmpty() && each.path("type").asString("browser").equals("browser")) {
                browsers.add(new Listed(tracking, started(each.path("startedOn")), answer.date()));
            }
        }
        return Optional.of(browsers);
    }

    private static Optional<Instant> started(JsonNode millis) {
        return millis.isNumber() ? Optional.of(Instant.ofEpochMilli(millis.asLong())) : Optional.empty();
    }

    /** How full the server is; empty where it does not tell. */
    Optional<Pressure> pressure() throws ProviderFailure {
        ProviderAnswer answer = client.send(ProviderRequest.get("how many sessions it has", "pressure"));
        return answer.isSuccess() ? Pressure.of(answer.json().path("pressure")) : Optional.empty();
    }

    /**
     * Makes sure that there is a Browserless which takes the token.
     *
     * @param refused what it said to something else, for the message where it is none
     */
    void requireServer(ProviderAnswer refused) throws ProviderFailure {
        ProviderAnswer answer = client.send(ProviderRequest.get("whether the token is right", "pressure"));
        if (isMissing(answer)) {
            // Dearer: a server may launch a browser for it.
            answer = client.send(ProviderRequest.get("whether the token is right", "json", "version"));
        }
        if (answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN) {
            throw answer.failure(
                    client.hasCredentials()
                            ? "Is " + Endpoint.TOKEN + " the token of an account there?"
                            : Endpoint.TOKEN + " is not set.");
        }
        if (answer.status() == TOO_MANY_REQUESTS) {
            // It is there, and has no room for the browser that would have told its version.
            throw answer.limit();
        }
        if (!answer.isSuccess()) {
            throw refused.failure(
                    isMissing(answer) ? "There seems to be no Browserless; is " + Endpoint.URL + " right?" : "");
        }
    }

    /** There is no such thing, or no such route. */
    static boolean isMissing(ProviderAnswer answer) {
        String words = answer.words().toLowerCase(Locale.ROOT);
        return answer.status() == NOT_FOUND
                || (answer.status() == BAD_REQUEST && (words.contains("wasn't found") || words.contains("not found")));
    }

    /** Other words for: this server has no Session API. */
    static boolean lacksSessions(ProviderAnswer answer) {
        return answer.status() == NOT_FOUND || answer.status() == METHOD_NOT_ALLOWED || answer.status() == UNAUTHORIZED;
    }

    /** A plan can lack the Session API, or something that was asked of it. */
    static boolean mayBeOfAFeature(ProviderAnswer answer) {
        return answer.status() == UNAUTHORIZED;
    }

    static boolean lacksMethod(ProviderAnswer answer) {
        return answer.status() == METHOD_NOT_ALLOWED;
    }
}
