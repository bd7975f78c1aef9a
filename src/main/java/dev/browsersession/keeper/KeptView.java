package dev.browsersession.keeper;

import dev.browsersession.cdp.Attaching;
import dev.browsersession.cdp.CdpConnection;
import dev.browsersession.cdp.CdpException;
import dev.browsersession.cdp.EmulatedPages;
import dev.browsersession.cdp.PageTarget;
import dev.browsersession.cdp.Pages;
import dev.browsersession.cdp.ViewClient;
import dev.browsersession.cdp.ViewPort;
import dev.browsersession.cdp.ViewScope;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.OpenView;
import dev.browsersession.protocol.ViewOpened;
import dev.browsersession.provider.ProviderFailure;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One open view: its context, its port, its driver. */
final class KeptView implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(KeptView.class.getName());

    private final String id = RandomNames.hex(8);
    private final long openedAt = System.nanoTime();
    private final Closing closing = new Closing();
    private final Closing connections = new Closing();
    private final boolean freshContext;
    private String context;
    private String target;
    private ViewPort port;
    private volatile WebDriverFront.Route route;
    private volatile ChromeDrivers.Use driverUse;
    private ProvidedDriverUse providedUse;
    private volatile String failure;

    private KeptView(boolean freshContext) {
        this.freshContext = freshContext;
    }

    static KeptView open(OpenView request, CdpConnection browser, SessionLink link, Machinery machinery)
            throws CdpException, ProviderFailure {
        KeptView view = new KeptView(request.freshContext());
        try {
            view.openPage(browser, link);
            if (request.emulation() != null) {
                view.closing.add(EmulatedPages.apply(browser, view.contextOrNull(), request.emulation()));
            }
            view.openPort(link, machinery);
            return view;
        } catch (CdpException | ProviderFailure | RuntimeException e) {
            view.close();
            throw e;
        }
    }

    private void openPage(CdpConnection browser, SessionLink link) throws CdpException {
        if (freshContext) {
            context = Pages.createContext(browser);
            closing.add(() -> dispose(link));
            target = Pages.createPage(browser, context, 0, 0);
            return;
        }
        context = Pages.defaultContext(browser);
        List<PageTarget> pages = Pages.list(browser, null);
        target = pages.isEmpty()
                ? Pages.createPage(browser, null, 0, 0)
                : pages.get(0).id();
    }

    /** A browser that cannot be reached took the context along, or will be stopped with it. */
    private void dispose(SessionLink link) throws CdpException, LinkException {
        if (link.isConnected()) {
            Pages.disposeContext(link.connect(), context);
        } else {
            LOG.log(Level.DEBUG, "context {0} went with its browser", context);
        }
    }

    private void openPort(SessionLink link, Machinery machinery) throws ProviderFailure {
        ViewScope scope = freshContext ? ViewScope.context(context) : ViewScope.defaultContext(context);
        try {
            port = connections.add(ViewPort.open(machinery.loops(), link.upstream(), link.version(), scope));
        } catch (IOException e) {
            throw new ProviderFailure(
                    Failure.Kind.PROVIDER, "No port can be opened for a view: " + e.getMessage() + ".", e);
        }
    }

    /** Makes WebDriver commands possible. A view has one driver; asked for again, it is the same. */
    synchronized void attachDriver(ChromeDriverFile driver, SessionLink link, Machinery machinery)
            throws ProviderFailure {
        if (driverUse != null) {
            return;
        }
        if (route != null) {
            // The driver beside the browser did not do; it may for another view.
            route.close();
            route = null;
            providedUse.close();
        }
        ChromeDrivers.Use use = connections.add(machinery
                .drivers()
                .acquire(driver, link.version().major(), link.version().product()));
        Attaching attaching = connections.add(port.allowAttach());
        route = connections.add(machinery.front().open(use.baseUrl(), Map.of(), attaching::close, use.ended()));
        driverUse = use;
        failIfFailed();
    }

    /** Has WebDriver commands go to the driver beside the browser, unless another view has it. */
    synchronized void attachProvided(ProvidedDriver driver, SessionLink link, Machinery machinery) {
        if (route == null && driver.claim()) {
            PagesOfView pages = new PagesOfView(link, contextOrNull(), target);
            ViewClient client = new ViewClient(machinery.loops(), port);
            providedUse = connections.add(new ProvidedDriverUse(driver, pages, client, machinery.workers()));
            route = connections.add(machinery.front().open(driver.address(), providedUse));
            failIfFailed();
        }
    }

    private void failIfFailed() {
        String reason = failure;
        if (reason != null) {
            route.fail(reason);
        }
    }

    String id() {
        return id;
    }

    /** The id of its browser context, be it the default one or not. */
    String context() {
        return context;
    }

    /** In terms of {@link System#nanoTime}. */
    long openedAt() {
        return openedAt;
    }

    /** The browser context, as the CDP package names it: null is the default one. */
    String contextOrNull() {
        return freshContext ? context : null;
    }

    ViewOpened opened(boolean reconnected, boolean driverProvided) {
        return new ViewOpened(
                id,
                reconnected,
                target,
                port.debuggerAddress(),
                port.webSocketUrl(),
                route == null ? null : route.url(),
                driverProvided);
    }

    long waitingMillis() {
        return route == null ? 0 : route.waitingMillis();
    }

    /** Where the driver does not answer at all, its requests are given up and it is ended. */
    void checkDriver(Duration limit) {
        ChromeDrivers.Use use = driverUse;
        if (use != null && !route.driverAnswers(limit)) {
            route.fail("the ChromeDriver of this view has not answered for " + limit.toSeconds()
                    + " s, so it is ended. The next test is given another one");
            use.kill();
        }
    }

    /** ChromeDriver waits for a page whose script never ends for longer than its client does, whatever its time-outs are. */
    void checkPages(SessionLink link, Duration limit) {
        try {
            Optional<String> hanging = Pages.hanging(link.connect(), contextOrNull(), limit).stream()
                    .map(PageTarget::url)
                    .findFirst();
            hanging.ifPresent(url -> route.fail("the page " + url + " does not answer: a script of it does not end. The"
                    + " command has waited for " + waitingMillis() / 1000 + " s"));
        } catch (CdpException | LinkException e) {
            LOG.log(Level.DEBUG, "the pages of view " + id + " cannot be looked at", e);
        }
    }

    void fail(String reason) {
        failure = reason;
        if (route != null) {
            route.fail(reason);
        }
    }

    /** Ends what is connected to it, and leaves its context as it is. */
    void disconnect() {
        // First the port: a command that ChromeDriver still waits on fails, and its session can be ended at once.
        if (port != null) {
            port.close();
        }
        connections.close();
    }

    @Override
    public void close() {
        disconnect();
        closing.close();
    }

    @Override
    public String toString() {
        return "view " + id;
    }
}
