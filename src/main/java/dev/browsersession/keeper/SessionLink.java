package dev.browsersession.keeper;

import dev.browsersession.cdp.BrowserVersion;
import dev.browsersession.cdp.CdpConnection;
import dev.browsersession.cdp.CdpException;
import dev.browsersession.cdp.Patience;
import dev.browsersession.cdp.Upstream;
import dev.browsersession.network.Way;
import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.ProvidedSession;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The keeper's own CDP connection to a session. Its lock is held while connecting; a loss that nobody asked for is told to the
 * listener, once.
 */
final class SessionLink {

    private static final System.Logger LOG = System.getLogger(SessionLink.class.getName());

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    /**
     * Services launch a browser for who connects, or keep him waiting until they have room for one; a browser of this machine
     * has said where it listens some time before it answers.
     */
    private static final Duration FIRST_CONNECT_LIMIT = Patience.of(Duration.ofSeconds(30));

    private static final Duration ANSWER_LIMIT = Patience.of(Duration.ofSeconds(10));
    private static final Duration QUIET_LIMIT = Duration.ofMinutes(1);
    /** Of a browser that was there. */
    static final Set<Integer> NOT_THERE = Set.of(404, 410);

    private final SessionAddress address;
    private final boolean runsHere;
    private final Way way;
    private final Machinery machinery;
    private final Consumer<String> whenLost;
    private CdpConnection connection;
    private final AtomicInteger connections = new AtomicInteger();
    private String lostBecause;
    private boolean reconnecting;
    private long saidSomethingAt = System.nanoTime();
    private volatile BrowserVersion version;

    SessionLink(ProvidedSession provided, boolean runsHere, Way way, Machinery machinery, Consumer<String> whenLost) {
        this.address = new SessionAddress(provided);
        this.runsHere = runsHere;
        this.way = way;
        this.machinery = machinery;
        this.whenLost = whenLost;
    }

    synchronized URI url() {
        return address.url();
    }

    /** What others connect to; null where nobody else can. */
    Secret shownUrl() {
        return address.shown();
    }

    /** A browser elsewhere may take one client at a time, or be another one at the next connect: its views share this link. */
    Upstream upstream() {
        return runsHere
                ? Upstream.ownSockets(url())
                : Upstream.shared(() -> CompletableFuture.supplyAsync(this::connectForView, machinery.workers()));
    }

    private CdpConnection connectForView() {
        try {
            return connect();
        } catch (LinkException e) {
            throw new CompletionException(e);
        }
    }

    BrowserVersion version() {
        return version;
    }

    String browserVersion() {
        BrowserVersion seen = version;
        return seen == null ? null : seen.product();
    }

    synchronized boolean isConnected() {
        return connection != null && !connection.isClosed();
    }

    /** The connection that is there. */
    synchronized Optional<CdpConnection> connected() {
        return isConnected() ? Optional.of(connection) : Optional.empty();
    }

    /** The connection that is there, or a new one. Who comes while it is being connected to again waits for what comes of it. */
    synchronized CdpConnection connect() throws LinkException {
        if (reconnecting) {
            awaitReconnect();
            if (!isConnected()) {
                throw new LinkException("it was lost, and could not be connected to again", null);
            }
        }
        return connectWithin(CONNECT_LIMIT);
    }

    /** The first one. It is given up when {@code unwanted} completes. */
    synchronized void connectFirst(CompletableFuture<?> unwanted) throws LinkException {
        connect(FIRST_CONNECT_LIMIT, unwanted);
    }

    /** The connection that is there, or a new one, within a limit for each of its steps. */
    synchronized CdpConnection connectWithin(Duration limit) throws LinkException {
        return connect(limit, new CompletableFuture<>());
    }

    private CdpConnection connect(Duration limit, CompletableFuture<?> unwanted) throws LinkException {
        if (isConnected()) {
            return connection;
        }
        String ends = address.endsBecause();
        if (ends != null && version != null) {
            throw new LinkException("it has ended with its connection (" + ends + ")", null);
        }
        if (!address.hasUrl()) {
            throw new LinkException("its provider gave no CDP URL, without which it cannot be used", null);
        }
        try {
            CdpConnection opened = CdpConnection.connect(machinery.loops(), address.url(), way, limit, unwanted);
            begin(opened);
            connection = opened;
            connections.incrementAndGet();
            lostBecause = null;
            opened.closed().thenAcceptAsync(reason -> lost(opened, reason), machinery.workers());
            return opened;
        } catch (CdpException e) {
            throw new LinkException(e.getMessage(), e);
        }
    }

    private void begin(CdpConnection opened) throws CdpException {
        try {
            if (version == null) {
                version = BrowserVersion.of(opened);
            }
            // At once: it may end when nobody expects it.
            address.keepBeyond(opened);
        } catch (CdpException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /**
     * A connection beside this one, for a look at a browser of this machine, which takes any number: it counts for nobody. Empty
     * for a browser elsewhere.
     */
    Optional<CdpConnection> beside(Duration limit) throws CdpException {
        return runsHere ? Optional.of(CdpConnection.connect(machinery.loops(), url(), way, limit)) : Optional.empty();
    }

    private synchronized void awaitReconnect() throws LinkException {
        try {
            while (reconnecting) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LinkException("nobody waited until it was connected to again", e);
        }
    }

    /** One thread connects again from here on, by {@link #connectWithin}; the lock is free meanwhile. */
    synchronized void beginReconnect() {
        disconnect();
        reconnecting = true;
    }

    synchronized void endReconnect() {
        reconnecting = false;
        notifyAll();
    }

    /** How many there have been: whoever has found one dead sees by it whether there is another one since. */
    int connections() {
        return connections.get();
    }

    boolean runsHere() {
        return runsHere;
    }

    /** Nobody needs the connection at the moment. It stays where the session would end with it. */
    synchronized void letGo() {
        if (isConnected() && address.endsBecause() == null) {
            address.keepBeyond(connection);
        }
        if (address.endsBecause() == null) {
            disconnect();
        }
    }

    /**
     * Closes a browser that no request to its provider closes. Answers whether it is certain to end: it said that it closes, is not
     * there any more, or ends with the connection that this has ended.
     */
    boolean closeBrowser() {
        if (!address.isClosedOverCdp()) {
            return false;
        }
        Optional<CdpConnection> there = connected();
        if (there.isPresent() && isClosedBy(there.get())) {
            return true;
        }
        disconnect();
        return !outlivesConnections() || isClosedByItsUrl();
    }

    private synchronized boolean outlivesConnections() {
        return address.outlivesConnections();
    }

    private static boolean isClosedBy(CdpConnection connection) {
        try {
            connection.call(null, "Browser.close", Map.of(), ANSWER_LIMIT);
            return true;
        } catch (CdpException e) {
            LOG.log(Level.DEBUG, "the browser was not closed over its connection", e);
            return false;
        }
    }

    /** Over a connection that does not ask for it to be kept once more, so it may end with that too. */
    private boolean isClosedByItsUrl() {
        try (CdpConnection last = CdpConnection.connect(machinery.loops(), url(), way, CONNECT_LIMIT)) {
            return isClosedBy(last);
        } catch (CdpException e) {
            LOG.log(Level.DEBUG, "the browser was not connected to to be closed", e);
            return e.refusal().map(it -> NOT_THERE.contains(it.status())).orElse(false);
        }
    }

    /** Services close a connection on which nothing is said for some minutes, whoever waits at a breakpoint. Blocks nobody. */
    void keepWarm() {
        // The lock may be held for as long as connecting takes.
        machinery.workers().execute(this::saySomething);
    }

    private synchronized void saySomething() {
        if (isConnected() && System.nanoTime() - saidSomethingAt > QUIET_LIMIT.toNanos()) {
            saidSomethingAt = System.nanoTime();
            connection.send(null, "Browser.getVersion", Map.of());
        }
    }

    synchronized void disconnect() {
        lostBecause = null;
        CdpConnection closing = connection;
        connection = null;
        if (closing != null) {
            closing.close();
        }
    }

    /** Why the connection was lost, as long as there is no new one; null where nobody lost it. */
    synchronized String lostBecause() {
        return lostBecause;
    }

    /** Whether the browser answers. Without a connection there is nothing to ask on, and the next connect will tell. */
    boolean answers() {
        CdpConnection asked;
        synchronized (this) {
            asked = connection;
        }
        if (asked == null) {
            return true;
        }
        try {
            asked.call(null, "Browser.getVersion", Map.of(), ANSWER_LIMIT);
            return true;
        } catch (CdpException e) {
            return false;
        }
    }

    private void lost(CdpConnection ended, String reason) {
        synchronized (this) {
            if (connection != ended) {
                return;
            }
            connection = null;
            lostBecause = reason;
        }
        whenLost.accept(reason);
    }
}
