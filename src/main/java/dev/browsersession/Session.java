package dev.browsersession;

import dev.browsersession.protocol.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The session that a test runs on: one browser that a provider runs for it. */
public interface Session {

    /** The provider's id of this session. */
    String id();

    /** The provider's name, as in {@code local}. */
    String provider();

    /** When it was created. */
    Instant created();

    /** When its ttl ends. */
    Instant expires();

    /** What is left of its ttl; zero once it is over. Counts elapsed time, whatever happens to the clock. */
    Duration ttlLeft();

    /** Whether it survives a disconnect. */
    boolean keepAlive();

    /**
     * A page on which a person can watch the session, and stop it: the provider's, where it has one, else one of this library's
     * on this machine. Whoever has this URL can do so, so it is as good as a key; it gives no other way to the browser, and the
     * library's own page goes soon after the session. Empty where there is no such page.
     */
    Optional<URI> liveViewUrl();

    /**
     * The CDP websocket of the whole browser, where there is one that leads others to it. Whoever has it has the browser, all
     * contexts included, so it is a secret: its {@code toString} is redacted, {@link Secret#value()} reveals it. Empty for a
     * browser at Browserless that the keeper's own connection holds: whoever connects there has another one launched. Where
     * connections are renewed, it is the URL as the session was last seen.
     */
    Optional<Secret> connectUrl();

    /** The browser and its version, as in {@code Chrome/156.0.8078.79}; empty where the provider does not tell. */
    Optional<String> browserVersion();

    /**
     * What the test has downloaded: {@code session.downloads().await("report.pdf", Duration.ofSeconds(10)).content()}.
     *
     * <p>On {@code local} always, elsewhere where the provider hands files over. Of a test with {@code local} whose preferences
     * name {@code download.default_directory}, files are there, under the names that the browser chose.
     */
    Downloads downloads();

    /**
     * Stops the session before its time and returns when it is gone. The test's driver is of no use afterwards; the next test
     * gets a new session, unless it uses a driver that belongs to the whole class.
     *
     * @throws ProviderException if it cannot be seen to be gone; the keeper goes on trying
     */
    void stop();

    /**
     * Wipes the default browser context, the one that {@link Isolation#NONE} tests see: cookies, local and session storage,
     * IndexedDB, Cache Storage, origin private files, service workers and permissions of every origin, the HTTP cache and
     * {@code window.name}. Closes all tabs but the current one, which is left blank.
     *
     * <p>Out of its reach: HTTP authentication that the browser remembers, certificate exceptions, requests still in flight.
     *
     * @throws SessionEndedException if the session has ended
     */
    void clear();
}
