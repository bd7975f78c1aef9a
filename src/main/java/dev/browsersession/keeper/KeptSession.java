package dev.browsersession.keeper;

import dev.browsersession.network.Way;
import dev.browsersession.protocol.AttachDriver;
import dev.browsersession.protocol.Captured;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.OpenView;
import dev.browsersession.protocol.SessionEnd;
import dev.browsersession.protocol.SessionEnd.Cause;
import dev.browsersession.protocol.SessionSnapshot;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.protocol.Stopped;
import dev.browsersession.protocol.ViewOpened;
import dev.browsersession.provider.LimitReached;
import dev.browsersession.provider.ProvidedSession;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.SessionProvider;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * One session, from its creation until it is seen to be gone. It ends once: whoever sets {@code end} first decides why, and
 * everything else follows from that on a worker.
 */
final class KeptSession {

    private static final System.Logger LOG = System.getLogger(KeptSession.class.getName());

    private final SessionProvider provider;
    private final ProvidedSession provided;
    private final SessionSpec spec;
    private final Machinery machinery;
    private final Consumer<SessionEnd> listener;
    private final boolean runsHere;
    private final TimeToLive ttl;
    private final long createdEpochMillis;
    private final AtomicReference<SessionEnd> end = new AtomicReference<>();
    private final CompletableFuture<SessionEnd> whenEnded = new CompletableFuture<>();
    private final SessionLink link;
    private final LostConnection lostConnection;
    private final KeptFiles files;
    private final Views views;
    private final SessionSight sight;
    private final SilenceWatch silence;
    private final BrowserEnd browserEnd;
    private final Stopping stopping;
    private final RegularLooks looks;

    KeptSession(
            SessionProvider provider,
            ProvidedSession provided,
            SessionSpec spec,
            Way way,
            TimeToLive ttl,
            Machinery machinery,
            Consumer<SessionEnd> listener) {
        this.provider = provider;
        this.provided = provided;
        this.spec = spec;
        this.machinery = machinery;
        this.listener = listener;
        this.runsHere = provider.describe().runsHere();
        this.ttl = ttl;
        this.createdEpochMillis = System.currentTimeMillis() - ttl.livedMillis();
        this.link = new SessionLink(provided, runsHere, way, machinery, reason -> connectionLost());
        ProvidedDriver driver = provided.webDriver()
                .map(endpoint -> new ProvidedDriver(provided.id(), endpoint, way))
                .orElse(null);
        this.files = new KeptFiles(provider, provided.id(), spec, machinery);
        this.lostConnection =
                new LostConnection(provider, provided.id(), spec.keepAlive(), link, files, whenEnded, this::ended);
        this.views = new Views(provided.id(), link, driver, files.log(), machinery);
        this.sight = new SessionSight(views, spec.keepAlive());
        this.silence = new SilenceWatch(views, this::look, machinery.workers());
        this.browserEnd = new BrowserEnd(provider, provided.id(), link);
        this.looks =
                new RegularLooks(ttl, machinery, this::hasEnded, () -> ended(Cause.TTL_REACHED, ""), this::careFor);
        this.stopping = new Stopping(browserEnd, provided.id(), machinery, ttl::livedMillis, ttl::leftMillis);
    }

    /**
     * Connects, and starts counting.
     *
     * @throws ProviderFailure where it cannot be connected to, and ends; a {@link LimitReached} where its provider has no room
     */
    void begin() throws ProviderFailure {
        looks.begin();
        try {
            link.connectFirst(whenEnded);
        } catch (LinkException | RuntimeException e) {
            requireAlive();
            // As long as its provider knows it.
            Optional<ProviderFailure> said =
                    e instanceof LinkException failure ? failure.saidBy(provider, provided.id()) : Optional.empty();
            ended(Cause.CONNECTION_LOST, "it could not be connected to: " + e.getMessage());
            throw said.isPresent() ? said.get() : endFailure();
        }
        if (spec.keepAlive()) {
            link.letGo();
        }
    }

    private void careFor() {
        silence.check();
        if (!runsHere) {
            link.keepWarm();
        }
    }

    ViewOpened openView(OpenView request) throws ProviderFailure {
        requireAlive();
        try {
            return views.open(request);
        } catch (LinkException e) {
            int connections = link.connections();
            // A browser that refuses a view is reached all the same, and others may use it.
            if (link.isConnected() && link.answers()) {
                throw e.asFailure(provided.id());
            }
            lostConnection.unreachable(e.getMessage(), connections);
        }
        return openViewAgain(request);
    }

    private ViewOpened openViewAgain(OpenView request) throws ProviderFailure {
        requireAlive();
        try {
            return views.open(request);
        } catch (LinkException e) {
            throw end.get() != null ? endFailure() : e.asFailure(provided.id());
        }
    }

    ViewOpened attachDriver(AttachDriver request) throws ProviderFailure {
        requireAlive();
        return views.attachDriver(request);
    }

    void closeView(String view) {
        views.close(view, spec.keepAlive());
    }

    void holdView(String view) {
        views.hold(view);
    }

    Captured capture(String view) throws ProviderFailure {
        return views.capture(view);
    }

    KeptFiles files() throws ProviderFailure {
        requireAlive();
        return files;
    }

    void clear(String keepTarget) throws ProviderFailure {
        requireAlive();
        views.clear(keepTarget);
    }

    /** Looks at the session before telling how it is. */
    SessionSnapshot look() {
        lostConnection.settle();
        int connections = link.connections();
        if (end.get() == null && !link.answers()) {
            lostConnection.unreachable("it does not answer", connections);
        }
        return snapshot();
    }

    SessionSnapshot snapshot() {
        return new SessionSnapshot(
                provided.id(),
                spec.provider(),
                createdEpochMillis,
                createdEpochMillis + spec.ttlMillis() + ttl.suspendedMillis(),
                Math.max(0, ttl.leftMillis()),
                spec.keepAlive(),
                providersPage()
                        .map(URI::toString)
                        .orElseGet(() -> machinery.live().session(provided.id())),
                link.shownUrl(),
                link.browserVersion(),
                end.get());
    }

    /** What people see of it. */
    SessionSight sight() {
        return sight;
    }

    /** Its provider's own live view. */
    Optional<URI> providersPage() {
        return provided.liveView();
    }

    Stopped stop(String why) {
        ended(Cause.STOPPED, why);
        return stopping.outcome();
    }

    Stopped giveBack(boolean clear) {
        if (clear && end.get() == null) {
            try {
                views.clear(null);
            } catch (ProviderFailure | RuntimeException e) {
                LOG.log(Level.WARNING, "session {0} was not wiped before its stop: {1}", provided.id(), e.getMessage());
            }
        }
        return stop("its lease was given back");
    }

    /** Completed when it has ended, however that was. */
    CompletableFuture<SessionEnd> whenEnded() {
        return whenEnded.copy();
    }

    /** Completed when the session is seen to be gone, or given up. */
    CompletableFuture<Stopped> stopped() {
        return stopping.gone();
    }

    void crashed(String detail) {
        machinery.workers().execute(() -> ended(StatusLookup.endOf(provider), detail));
    }

    private void connectionLost() {
        machinery.workers().execute(lostConnection::settle);
    }

    private void ended(Cause cause, String detail) {
        SessionEnd ending = new SessionEnd(cause, detail, System.currentTimeMillis());
        if (!end.compareAndSet(null, ending)) {
            return;
        }
        whenEnded.complete(ending);
        LOG.log(Level.INFO, "session {0} ends: {1} {2}", provided.id(), cause, detail);
        looks.end();
        machinery.workers().execute(this::windUp);
        listener.accept(ending);
    }

    /** Whatever goes wrong with the rest, the session itself is stopped. */
    private void windUp() {
        try {
            views.fail(sentence(end.get()));
            browserEnd.closeBrowser(end.get().cause());
            // The connection before the views, so that nobody goes on waiting for an answer on it.
            link.disconnect();
            views.closeAll();
            files.close();
        } finally {
            stopping.begin();
        }
    }

    private void requireAlive() throws ProviderFailure {
        if (end.get() != null) {
            throw endFailure();
        }
    }

    private ProviderFailure endFailure() {
        return new ProviderFailure(Failure.Kind.SESSION_ENDED, sentence(end.get()));
    }

    private String sentence(SessionEnd ending) {
        return "Session " + provided.id() + " has ended: " + ending.cause()
                + (ending.detail().isEmpty() ? "" : " (" + ending.detail() + ")") + ".";
    }

    TimeToLive ttl() {
        return ttl;
    }

    boolean hasEnded() {
        return end.get() != null;
    }

    String id() {
        return provided.id();
    }
}
