package dev.browsersession.provider.browserless;

import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.Disconnect;
import dev.browsersession.provider.LimitReached;
import dev.browsersession.provider.ProvidedSession;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.Surroundings;
import dev.browsersession.provider.browserless.BrowserlessProvider.Made;
import dev.browsersession.provider.http.ProviderAnswer;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One create: by the Session API, and where there is none, of a browser that is launched by connecting to it. */
record BrowserlessCreate(Endpoint endpoint, Learned learned, Wanted wanted, Surroundings surroundings) {

    private static final System.Logger LOG = System.getLogger(BrowserlessCreate.class.getName());

    Made run() throws ProviderFailure {
        Optional<String> known = learned.noSessions();
        if (known.isPresent()) {
            return oneOff(known.get());
        }
        BrowserlessApi api = new BrowserlessApi(endpoint.client());
        ProviderAnswer answer = api.create(wanted.session());
        if (answer.isSuccess()) {
            return ofSessionApi(api, answer);
        }
        if (!BrowserlessApi.lacksSessions(answer)) {
            throw answer.failure();
        }
        api.requireServer(answer);
        String why = endpoint.name() + " has no Session API for us (status " + answer.status()
                + (answer.words().isEmpty() ? ")" : ": \"" + answer.words() + "\")");
        if (!BrowserlessApi.mayBeOfAFeature(answer) || !wanted.hasFeatures()) {
            learned.noSessions(why);
        }
        return oneOff(why);
    }

    private Made ofSessionApi(BrowserlessApi api, ProviderAnswer answer) throws ProviderFailure {
        JsonNode told = answer.json();
        String id = text(told, "id")
                .or(() -> text(told, "sessionId"))
                .orElseThrow(() -> answer.unreadable("without an id"));
        Secret connect = text(told, "connect")
                .flatMap(BrowserlessCreate::socket)
                .orElseThrow(() -> answer.unreadable("without a URL to connect to"));
        Optional<Secret> stop = text(told, "stop").map(Secret::new);
        surroundings.tell("Sessions at " + endpoint.name() + " come from its Session API.");
        Lifetime lifetime = new Lifetime(wanted.ttl());
        return new Made(
                ProvidedSession.overCdp(id, connect), new ApiSession(api, id, stop, lifetime, tellsStatus(api, id)));
    }

    private static Optional<String> text(JsonNode object, String name) {
        return Optional.of(object.path(name).asString("")).filter(it -> !it.isBlank());
    }

    /** As the server wrote it. */
    private static Optional<Secret> socket(String url) {
        try {
            String scheme = URI.create(url).getScheme();
            return "ws".equalsIgnoreCase(scheme) || "wss".equalsIgnoreCase(scheme)
                    ? Optional.of(new Secret(url))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Found out with a session that is certainly there. */
    private boolean tellsStatus(BrowserlessApi api, String id) {
        if (learned.tellsStatus().isEmpty()) {
            try {
                ProviderAnswer status = api.status(id);
                if (status.isSuccess()) {
                    learned.tellsStatus(true);
                } else if (BrowserlessApi.isMissing(status) || BrowserlessApi.lacksMethod(status)) {
                    learned.tellsStatus(false);
                }
            } catch (ProviderFailure e) {
                LOG.log(Level.DEBUG, "whether Browserless tells how a session is, is not known yet", e);
            }
        }
        return learned.tellsStatus().orElse(false);
    }

    private Made oneOff(String why) throws ProviderFailure {
        Secret url = endpoint.socket(wanted.launchPath(), wanted.launchQuery(surroundings.tag(), why));
        requireRoom();
        Lifetime lifetime = new Lifetime(wanted.ttl());
        ProvidedSession provided = new ProvidedSession(
                surroundings.tag(),
                Optional.of(url),
                Optional.empty(),
                Optional.empty(),
                wanted.isKeptAlive() ? renewed(lifetime, why) : held(why),
                true);
        return new Made(provided, new OneOffBrowser(endpoint, surroundings.tag(), lifetime));
    }

    private Disconnect held(String why) {
        surroundings.tell(why + ", so each session is a browser that lives as long as it is connected to.");
        return new Disconnect.Ends("a browser without a session at Browserless ends with its connection");
    }

    private Disconnect renewed(Lifetime lifetime, String why) {
        return new Disconnect.Renewed(new Reconnects(
                endpoint,
                wanted.keepAlive(),
                lifetime,
                () -> surroundings.tell(
                        why + ", so each session is a browser that is kept by " + Reconnects.COMMAND + "."),
                refused -> surroundings.tell(why + ", and " + Reconnects.COMMAND + " is not to be had either ("
                        + refused + "), so the keeper stays connected to each browser for as long as it is wanted.")));
    }

    private void requireRoom() throws ProviderFailure {
        Optional<LimitReached> full = OneOffBrowser.noRoom(endpoint);
        if (full.isPresent()) {
            throw full.get();
        }
    }
}
