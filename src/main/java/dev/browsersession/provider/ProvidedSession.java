package dev.browsersession.provider;

import dev.browsersession.protocol.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A session as its provider made it. It carries a CDP URL, a WebDriver URL, or both.
 *
 * @param id the provider's id
 * @param cdpUrl the browser's CDP websocket
 * @param webDriver where WebDriver commands go, the driver nearest the browser
 * @param liveView a page on which a person can watch the session
 * @param disconnect what becomes of it when nobody is connected
 * @param launches whether each who connects to the CDP URL has a browser launched: then it is the keeper's alone, and nobody else
 *     is told it
 */
public record ProvidedSession(
        String id,
        Optional<Secret> cdpUrl,
        Optional<WebDriverEndpoint> webDriver,
        Optional<URI> liveView,
        Disconnect disconnect,
        boolean launches) {

    public ProvidedSession {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(disconnect, "disconnect");
        if (cdpUrl.isEmpty() && webDriver.isEmpty()) {
            throw new IllegalArgumentException("session " + id + " has neither a CDP URL nor a WebDriver URL");
        }
    }

    /** A session that is there when it is connected to. */
    public ProvidedSession(
            String id,
            Optional<Secret> cdpUrl,
            Optional<WebDriverEndpoint> webDriver,
            Optional<URI> liveView,
            Disconnect disconnect) {
        this(id, cdpUrl, webDriver, liveView, disconnect, false);
    }

    /** A session that is reached over CDP alone, and by the same URL again. */
    public static ProvidedSession overCdp(String id, Secret cdpUrl) {
        return new ProvidedSession(id, Optional.of(cdpUrl), Optional.empty(), Optional.empty(), Disconnect.SURVIVED);
    }

    /**
     * A WebDriver server.
     *
     * @param url its base URL
     * @param headers what every request to it must carry
     */
    public record WebDriverEndpoint(Secret url, Map<String, Secret> headers) {}
}
