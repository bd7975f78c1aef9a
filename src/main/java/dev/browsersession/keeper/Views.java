package dev.browsersession.keeper;

import dev.browsersession.cdp.CdpConnection;
import dev.browsersession.cdp.CdpException;
import dev.browsersession.cdp.ContextWipe;
import dev.browsersession.cdp.Glimpse;
import dev.browsersession.cdp.PageCapture;
import dev.browsersession.cdp.PageTarget;
import dev.browsersession.cdp.Patience;
import dev.browsersession.protocol.AttachDriver;
import dev.browsersession.protocol.Captured;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.OpenView;
import dev.browsersession.protocol.ViewOpened;
import dev.browsersession.provider.ProviderFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The views of one session. One is opened or closed at a time; what is open may be used meanwhile. */
final class Views {

    private static final Duration WIPE_LIMIT = Duration.ofSeconds(20);
    private static final Duration CAPTURE_LIMIT = Duration.ofSeconds(10);
    private static final Duration LONG_WAIT = Patience.of(Duration.ofSeconds(10));
    /** Twice the time-out that WebDriver has for scripts where nobody sets one. */
    private static final Duration LONGEST_SCRIPT = Patience.of(Duration.ofSeconds(60));

    private static final Duration PAGE_LIMIT = Patience.of(Duration.ofSeconds(5));
    private static final Duration DRIVER_LIMIT = Patience.of(Duration.ofSeconds(10));

    private final String session;
    private final SessionLink link;
    private final ProvidedDriver driver;
    private final DownloadLog downloads;
    private final Machinery machinery;
    private final Map<String, KeptView> open = new ConcurrentHashMap<>();
    private boolean usedBefore;
    private boolean over;

    /** @param driver the one beside the browser; null where there is none */
    Views(String session, SessionLink link, ProvidedDriver driver, DownloadLog downloads, Machinery machinery) {
        this.session = session;
        this.link = link;
        this.driver = driver;
        this.downloads = downloads;
        this.machinery = machinery;
    }

    synchronized ViewOpened open(OpenView request) throws ProviderFailure, LinkException {
        if (over) {
            throw new ProviderFailure(Failure.Kind.SESSION_ENDED, "Session " + session + " has ended.");
        }
        boolean reconnected = usedBefore && !link.isConnected();
        CdpConnection browser = link.connect();
        try {
            KeptView view = KeptView.open(request, browser, link, machinery);
            open.put(view.id(), view);
            usedBefore = true;
            watchDownloads(view, browser);
            return view.opened(reconnected, driver != null && driver.isFree());
        } catch (CdpException e) {
            throw new LinkException(e.getMessage(), e);
        }
    }

    private void watchDownloads(KeptView view, CdpConnection browser) throws CdpException {
        try {
            downloads.begin(view.id(), view.contextOrNull(), browser);
        } catch (CdpException e) {
            open.remove(view.id());
            view.close();
            throw e;
        }
    }

    ViewOpened attachDriver(AttachDriver request) throws ProviderFailure {
        KeptView view = open.get(request.view());
        if (view == null) {
            throw new ProviderFailure(Failure.Kind.BAD_REQUEST, "That view is no longer open.");
        }
        try {
            if (request.driver() != null) {
                ChromeDriverFile file = new ChromeDriverFile(Path.of(request.driver()), request.anyVersion());
                view.attachDriver(file, link, machinery);
            } else if (driver != null) {
                view.attachProvided(driver, link, machinery);
            }
        } catch (IllegalStateException e) {
            throw new ProviderFailure(Failure.Kind.SESSION_ENDED, "Session " + session + " ended meanwhile.", e);
        }
        return view.opened(false, false);
    }

    /** Closes a view, and with the last one the connection of a session that is kept alive without. */
    synchronized void close(String id, boolean disconnectAfterLast) {
        KeptView view = open.remove(id);
        if (view != null) {
            view.close();
            downloads.end(id);
        }
        if (disconnectAfterLast && open.isEmpty()) {
            link.letGo();
        }
    }

    /** Leaves a view without what is connected to it. It is open as before. */
    void hold(String id) {
        KeptView view = open.get(id);
        if (view != null) {
            view.disconnect();
        }
    }

    /** Closes all views, the one that is being opened too, and lets no other be opened. */
    void closeAll() {
        if (driver != null) {
            // Before the lock, which who waits for it may hold: the session's stop waits for its views.
            driver.end();
        }
        synchronized (this) {
            over = true;
        }
        for (String id : open.keySet()) {
            close(id, false);
        }
    }

    /** Whether a WebDriver command takes so long that its browser or driver may be dead. */
    boolean waitsLong() {
        return open.values().stream().anyMatch(view -> view.waitingMillis() > LONG_WAIT.toMillis());
    }

    /** Ends the waiting for a driver that does nothing any more, and, after longer, for a page that does not. */
    void endVainWaits() {
        for (KeptView view : open.values()) {
            if (view.waitingMillis() > LONG_WAIT.toMillis()) {
                view.checkDriver(DRIVER_LIMIT);
            }
            if (view.waitingMillis() > LONGEST_SCRIPT.toMillis()) {
                view.checkPages(link, PAGE_LIMIT);
            }
        }
    }

    /** Answers every WebDriver request of every view with the reason, the ones under way too. */
    void fail(String reason) {
        open.values().forEach(view -> view.fail(reason));
    }

    Captured capture(String id) throws ProviderFailure {
        KeptView view = open.get(id);
        if (view == null) {
            throw new ProviderFailure(Failure.Kind.BAD_REQUEST, "That view is no longer open.");
        }
        try {
            return new Captured(PageCapture.capture(link.connect(), view.contextOrNull(), CAPTURE_LIMIT));
        } catch (CdpException | LinkException e) {
            throw failure("its pages cannot be captured", e);
        }
    }

    synchronized void clear(String keepTarget) throws ProviderFailure {
        boolean connected = link.isConnected();
        try {
            ContextWipe.wipe(link.connect(), keepTarget, WIPE_LIMIT);
        } catch (CdpException | LinkException e) {
            throw failure("its default context cannot be wiped", e);
        } finally {
            if (!connected && open.isEmpty()) {
                link.letGo();
            }
        }
    }

    /**
     * Takes a look at a page. A connection that is made for it is let go afterwards, unless somebody needs it by then; one that
     * others let go meanwhile is not held.
     */
    Glimpse look(String page, boolean mayConnect, Duration limit) throws CdpException, LinkException {
        boolean connectedForThis;
        CdpConnection browser;
        synchronized (this) {
            connectedForThis = !link.isConnected();
            if (over || (connectedForThis && !mayConnect)) {
                throw new LinkException("nobody is connected to it any more", null);
            }
            browser = link.connect();
        }
        try {
            return Glimpse.take(browser, page, inOrder(Glimpse.pages(browser, limit)), true, limit);
        } finally {
            if (connectedForThis) {
                letGoIfUnused();
            }
        }
    }

    private synchronized void letGoIfUnused() {
        if (open.isEmpty()) {
            link.letGo();
        }
    }

    /** The pages of all contexts, without a screen; empty where nobody is connected to a browser elsewhere. */
    Optional<Glimpse> glance(Duration limit) throws CdpException {
        Optional<CdpConnection> connected = link.connected();
        if (connected.isPresent()) {
            return Optional.of(glance(connected.get(), limit));
        }
        try (CdpConnection beside = link.beside(limit).orElse(null)) {
            return beside == null ? Optional.empty() : Optional.of(glance(beside, limit));
        }
    }

    private Glimpse glance(CdpConnection browser, Duration limit) throws CdpException {
        return Glimpse.take(browser, null, inOrder(Glimpse.pages(browser, limit)), false, limit);
    }

    /**
     * First the pages of the view that was opened last, and blank ones after others: a client that makes a context of its own
     * leaves the browser's first page as it was. The same pages are always in the same order, which the browser's is not. What
     * the browser began with is left out, where nobody uses it.
     */
    private List<PageTarget> inOrder(List<PageTarget> pages) {
        List<String> contexts = open.values().stream()
                .sorted(Comparator.comparingLong(KeptView::openedAt).reversed())
                .map(KeptView::context)
                .toList();
        return pages.stream()
                .filter(page -> contexts.isEmpty() || contexts.contains(page.browserContextId()) || !page.isBlank())
                .sorted(Comparator.comparingInt((PageTarget page) -> {
                            int place = contexts.indexOf(page.browserContextId());
                            return place < 0 ? contexts.size() : place;
                        })
                        .thenComparing(PageTarget::isBlank)
                        .thenComparing(PageTarget::id))
                .toList();
    }

    private ProviderFailure failure(String what, Exception cause) {
        return new ProviderFailure(
                Failure.Kind.PROVIDER, "Session " + session + ": " + what + ": " + cause.getMessage() + ".", cause);
    }
}
