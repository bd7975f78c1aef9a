package dev.browsersession.live;

import dev.browsersession.lease.Environments;
import dev.browsersession.lease.Keeper;
import dev.browsersession.lease.Lease;
import dev.browsersession.lease.View;
import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.webdriver.AttachedChromeDriver;
import dev.browsersession.webdriver.BrowserFinder;
import dev.browsersession.webdriver.ChromeOptionsParts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeOptions;

/** A session with a driver on one view of it. */
final class Browser implements AutoCloseable {

    private final Lease lease;
    private View view;
    private AttachedChromeDriver driver;

    private Browser(Lease lease) {
        this.lease = lease;
    }

    /** @param holder for whom it is */
    static Browser open(Keeper keeper, String holder, boolean keepAlive) {
        Browser browser = new Browser(acquire(keeper, holder, keepAlive));
        browser.connect();
        return browser;
    }

    static Lease acquire(Keeper keeper, String holder, boolean keepAlive) {
        return keeper.acquire(new Acquire(
                new SessionSpec("local", Duration.ofMinutes(10).toMillis(), keepAlive, Map.of(), null),
                Environments.forBrowser(System.getenv()),
                Access.NONE,
                0,
                BrowserFinder.browser(null).toString(),
                holder,
                null));
    }

    void connect() {
        Path program = BrowserFinder.driver(null, BrowserFinder.browser(null));
        view = lease.open(true, null);
        driver = AttachedChromeDriver.attach(
                view.attachDriver(program), program, ChromeOptionsParts.of(new ChromeOptions()));
    }

    void disconnect() {
        view.close();
        driver.quit();
        view = null;
    }

    Lease lease() {
        return lease;
    }

    AttachedChromeDriver driver() {
        return driver;
    }

    /** How many connections its debugging port has. */
    long connections() throws IOException {
        int port = URI.create(lease.session().connectUrl().value()).getPort();
        // Its end of them, since the keeper's is listed elsewhere. 01 is an established one.
        String established = String.format(".*: 0100007F:%04X \\S+ 01 .*", port);
        try (Stream<String> sockets = Files.lines(Path.of("/proc/net/tcp"))) {
            return sockets.filter(line -> line.matches(established)).count();
        }
    }

    String liveView() {
        return lease.session().liveViewUrl();
    }

    @Override
    public void close() {
        if (view != null) {
            disconnect();
        }
        lease.release(false);
    }
}
