package dev.browsersession.jupiter;

import dev.browsersession.BrowserSessionException;
import dev.browsersession.Downloads;
import dev.browsersession.ProviderException;
import dev.browsersession.SessionEndedException;
import dev.browsersession.lease.Lease;
import dev.browsersession.lease.View;
import dev.browsersession.protocol.CapturedPage;
import dev.browsersession.protocol.SessionEnd;
import dev.browsersession.protocol.ViewOpened;
import dev.browsersession.webdriver.AttachedChromeDriver;
import dev.browsersession.webdriver.FileWay;
import dev.browsersession.webdriver.PageDevTools;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openqa.selenium.SessionNotCreatedException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.devtools.DevTools;

/** An open view and what is attached to it. A driver is started when it is first asked for. */
final class ConnectedBrowser {

    private static final System.Logger LOG = System.getLogger("dev.browsersession");

    private final Lease lease;
    private final View view;
    private final SessionPlan plan;
    private final Announcer announcer;
    private AttachedChromeDriver driver;
    private DevTools devTools;
    private volatile boolean failed;

    ConnectedBrowser(Lease lease, View view, SessionPlan plan, Announcer announcer) {
        this.lease = lease;
        this.view = view;
        this.plan = plan;
        this.announcer = announcer;
    }

    Lease lease() {
        return lease;
    }

    /** A test failed that used it. */
    void testFailed() {
        failed = true;
    }

    boolean hasFailed() {
        return failed;
    }

    boolean reconnected() {
        return view.facts().reconnected();
    }

    synchronized ChromeDriver driver() {
        if (driver == null && view.facts().driverProvided()) {
            driver = attachProvided();
        }
        if (driver == null) {
            driver = connect().bringFiles(plan.browser().isPresent() ? FileWay.BY_PATH : FileWay.THROUGH_PAGE);
        }
        return driver;
    }

    /** The driver beside the browser; null where it cannot be had, and one of this machine has to do. */
    private AttachedChromeDriver attachProvided() {
        if (view.attachProvidedDriver().webDriverUrl() == null) {
            return null;
        }
        try {
            return AttachedChromeDriver.attachToProvided(view.facts(), plan.options())
                    .bringFiles(FileWay.byCopy(new Copies()));
        } catch (SessionNotCreatedException e) {
            String reason =
                    String.valueOf(e.getRawMessage()).lines().findFirst().orElse("");
            announcer.warnOnce("Session " + lease.session().id()
                    + " is driven by a ChromeDriver on this machine, which is slower the farther away the browser is: "
                    + reason);
            return null;
        }
    }

    /** The bytes go through the page where the provider takes no files, or not this one. */
    private final class Copies implements FileWay.Upload {
        @Override
        public Optional<String> copyOf(Path file) {
            try {
                return Optional.of(view.upload(file));
            } catch (ProviderException e) {
                LOG.log(Level.DEBUG, "a file goes through the page", e);
                return Optional.empty();
            }
        }

        @Override
        public void isNotThere(String copy) {
            announcer.sayOnce("Files for file inputs go through the page, since provider "
                    + lease.session().provider() + " does not have what it took where it was expected to be ("
                    + copy.substring(0, copy.lastIndexOf('/') + 1) + ").");
        }
    }

    /** Whoever gets no driver is told why, by what is known of the session. */
    private AttachedChromeDriver connect() {
        try {
            return new DriverHere(lease, view, plan, announcer).attach();
        } catch (WebDriverException e) {
            SessionEnd end = lease.inspect().end();
            if (end != null) {
                String during = "while a driver was being attached";
                throw new SessionEndedException(EndSentence.of(lease.session(), end, plan.ttl(), during), e);
            }
            if (e instanceof SessionNotCreatedException) {
                String reason = String.valueOf(e.getRawMessage());
                throw new BrowserSessionException(
                        "No driver could be attached to session "
                                + lease.session().id() + " (" + lease.session().provider() + "): " + reason,
                        e);
            }
            throw e;
        }
    }

    synchronized DevTools devTools() {
        if (devTools == null) {
            ViewOpened facts = view.facts();
            devTools = driver != null
                    ? PageDevTools.of(driver)
                    : PageDevTools.attach(
                            facts.webSocketUrl(),
                            facts.target(),
                            lease.session().browserVersion());
        }
        return devTools;
    }

    Downloads downloads() {
        return new ViewDownloads(view);
    }

    List<CapturedPage> capture() {
        return view.capture();
    }

    /** The page that the test looks at. */
    synchronized String currentTarget() {
        if (driver == null) {
            return view.facts().target();
        }
        try {
            return driver.getWindowHandle();
        } catch (WebDriverException e) {
            // It closed its current window; any other page will do.
            return null;
        }
    }

    /** Ends all connections, and leaves the pages as they are, for people to look at. Returns until when they stay. */
    synchronized Instant hold(Duration time, String test) {
        List<String> problems = new ArrayList<>();
        attempt("closing DevTools", devTools == null ? () -> {} : devTools::close, problems);
        Instant until = view.hold(time, test);
        attempt("quitting the driver", driver == null ? () -> {} : driver::quit, problems);
        return until;
    }

    /** Ends all connections. What goes wrong is returned, as sentences: it must fail no test. */
    synchronized List<String> close() {
        List<String> problems = new ArrayList<>();
        attempt("closing DevTools", devTools == null ? () -> {} : devTools::close, problems);
        // The view first: it ends the WebDriver session too, even one that hangs in a command.
        attempt("closing the view", view::close, problems);
        attempt("quitting the driver", driver == null ? () -> {} : driver::quit, problems);
        return problems.isEmpty() || hasEnded() ? List.of() : problems;
    }

    /** Then there is nothing left that could have been closed. */
    private boolean hasEnded() {
        try {
            return lease.inspect().end() != null;
        } catch (BrowserSessionException e) {
            return false;
        }
    }

    private static void attempt(String what, Runnable step, List<String> problems) {
        try {
            step.run();
        } catch (RuntimeException e) {
            problems.add(what + " failed: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }
}
