package dev.browsersession.keeper.server.browserless;

import dev.browsersession.cdp.BrowserVersion;
import dev.browsersession.cdp.CdpException;
import dev.browsersession.keeper.server.HttpCall;
import dev.browsersession.keeper.server.Reply;
import dev.browsersession.keeper.server.ServedSession;
import dev.browsersession.keeper.server.ServedSessions;
import dev.browsersession.keeper.server.ServerJson;
import dev.browsersession.keeper.server.SessionWanted;
import dev.browsersession.provider.ProviderFailure;
import java.util.UUID;

/**
 * {@code /json/version}, from which some clients take the websocket's URL. Which browser it is has to be asked of one, once.
 */
final class VersionAnswer {

    private static final long LIFE_MILLIS = 60_000;

    private final ServedSessions sessions;
    private final Tokens tokens;
    private BrowserVersion known;

    VersionAnswer(ServedSessions sessions, Tokens tokens) {
        this.sessions = sessions;
        this.tokens = tokens;
    }

    static boolean concerns(HttpCall call) {
        return call.is("GET", "/json/version") || call.is("GET", "/json/version/");
    }

    Reply reply(HttpCall call) throws ProviderFailure, CdpException {
        BrowserVersion version = version();
        return Reply.json(
                200,
                ServerJson.object()
                        .put("Browser", version.product())
                        .put("Protocol-Version", version.protocolVersion())
                        .put("User-Agent", version.userAgent())
                        .put("V8-Version", version.jsVersion())
                        .put("WebKit-Version", version.webKitVersion())
                        .put("webSocketDebuggerUrl", "ws://" + call.authority() + "/" + tokens.query()));
    }

    private synchronized BrowserVersion version() throws ProviderFailure, CdpException {
        if (known == null) {
            // Beyond the limit where need be: a full server can be asked too, and nobody else gets the browser.
            ServedSession asked = sessions.create(
                    UUID.randomUUID().toString(), SessionWanted.of(LIFE_MILLIS, "the version of the browser"));
            try {
                known = sessions.version(asked);
            } finally {
                asked.stop("it has told its version");
            }
        }
        return known;
    }
}
