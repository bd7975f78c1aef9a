package dev.browsersession.keeper;

import dev.browsersession.cdp.CdpConnection;
import dev.browsersession.cdp.CdpException;
import dev.browsersession.cdp.Pages;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.Disconnect;
import dev.browsersession.provider.ProvidedSession;
import dev.browsersession.provider.ProviderFailure;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/** Where a session is connected to, and what its provider makes of the end of a connection. Guarded by the link's lock. */
final class SessionAddress {

    private static final System.Logger LOG = System.getLogger(SessionAddress.class.getName());

    private final String session;
    private Secret url;
    private Disconnect disconnect;
    private boolean outlives;
    private volatile Secret shown;

    SessionAddress(ProvidedSession provided) {
        this.session = provided.id();
        this.url = provided.cdpUrl().orElse(null);
        this.disconnect = provided.disconnect();
        this.shown = provided.launches() ? null : url;
    }

    /** The browser's websocket, at the moment. */
    URI url() {
        try {
            return new URI(url.value());
        } catch (URISyntaxException e) {
            throw noUrl();
        }
    }

    /** The same for others, to whom it must lead to this browser and no other; null where there is no such URL. Without the lock. */
    Secret shown() {
        return shown;
    }

    /** Without its cause, which repeats the URL: that is a secret. */
    private static IllegalStateException noUrl() {
        return new IllegalStateException("its provider gave a CDP URL that is none");
    }

    boolean hasUrl() {
        return url != null;
    }

    /** Why the session cannot be connected to again; null where it can. */
    String endsBecause() {
        return disconnect instanceof Disconnect.Ends ends ? ends.why() : null;
    }

    /** Whether the browser is to be closed by whoever is connected: no request to the provider does it. */
    boolean isClosedOverCdp() {
        return !(disconnect instanceof Disconnect.Survived);
    }

    /** Whether a browser that is closed over CDP may live without a connection: it was asked to once, also where no more. */
    boolean outlivesConnections() {
        return outlives;
    }

    /** Has the session outlive this connection, as far as that takes asking. */
    void keepBeyond(CdpConnection connection) {
        if (disconnect instanceof Disconnect.Renewed renewed) {
            try {
                url = renewed.renewal()
                        .beforeDisconnect((method, parameters) -> onAPage(connection, method, parameters));
                outlives = true;
                shown = url;
            } catch (ProviderFailure e) {
                LOG.log(
                        Level.WARNING,
                        "session {0} is held by a connection from here on: {1}",
                        session,
                        e.getMessage());
                disconnect = new Disconnect.Ends(e.getMessage());
            }
        }
    }

    private static Map<String, Object> onAPage(CdpConnection connection, String method, Map<String, Object> parameters)
            throws ProviderFailure {
        try {
            return KeeperJson.map(Pages.onAPage(connection, method, parameters));
        } catch (CdpException e) {
            throw new ProviderFailure(Failure.Kind.PROVIDER, e.getMessage(), e);
        }
    }
}
