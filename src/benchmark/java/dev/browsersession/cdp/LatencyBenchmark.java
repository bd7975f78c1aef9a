package dev.browsersession.cdp;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import dev.browsersession.testkit.DelayingProxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What distance costs. Prints a table and decides nothing: how to run it is in CONTRIBUTING.md. */
class LatencyBenchmark {

    private static final List<Integer> ROUND_TRIPS = Stream.of(
                    System.getProperty("round-trips", "0,40,80").split(","))
            .map(Integer::valueOf)
            .toList();
    private static final int RUNS = Integer.getInteger("runs", 3);

    private Chromium chromium;
    private WebDriverWire driver;
    private TestSite site;

    private interface Way {
        /** Returns how long the flow took, without what connecting took. */
        double seconds(Duration roundTrip) throws Exception;
    }

    @Test
    void aFlowOf40Commands(@TempDir Path directory) throws Exception {
        chromium = Chromium.start(directory);
        driver = WebDriverWire.start(directory);
        site = TestSite.start();
        ShopPages.serve(site);
        try {
            List<String> table = new ArrayList<>();
            row(table, "ChromeDriver here, over the relay", this::driverHere);
            row(table, "ChromeDriver beside the browser", this::driverThere);
            row(table, "Playwright connectOverCDP", this::playwright);
            print(table);
        } finally {
            site.close();
            driver.close();
            chromium.close();
        }
    }

    private static void row(List<String> table, String name, Way way) throws Exception {
        way.seconds(Duration.ZERO);
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-36s", name));
        double near = 0;
        for (int roundTrip : ROUND_TRIPS) {
            double seconds = best(way, Duration.ofMillis(roundTrip));
            near = near == 0 ? seconds : near;
            row.append(String.format(Locale.ROOT, "%7.2f s (%5.1f x)", seconds, seconds / near));
        }
        table.add(row.toString());
    }

    private static double best(Way way, Duration roundTrip) throws Exception {
        double best = Double.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            best = Math.min(best, way.seconds(roundTrip));
        }
        return best;
    }

    private static void print(List<String> table) {
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-36s", "round trip to the browser"));
        ROUND_TRIPS.forEach(millis -> head.append(String.format(Locale.ROOT, "%9d ms        ", millis)));
        System.out.println(head);
        table.forEach(System.out::println);
    }

    private double driverHere(Duration roundTrip) throws Exception {
        try (DelayingProxy proxy = DelayingProxy.start(chromium.url().getPort(), roundTrip);
                CdpConnection far = CdpConnection.connect(
                        chromium.group(), proxy.through(chromium.url()), Chromium.LIMIT)) {
            return flow(driver, Upstream.shared(() -> CompletableFuture.completedFuture(far)));
        }
    }

    private double driverThere(Duration roundTrip) throws Exception {
        try (DelayingProxy proxy = DelayingProxy.start(driver.base().getPort(), roundTrip)) {
            return flow(driver.at(proxy.through(driver.base())), Upstream.ownSockets(chromium.url()));
        }
    }

    private double flow(WebDriverWire client, Upstream upstream) throws Exception {
        String context = Pages.createContext(chromium.control());
        Pages.createPage(chromium.control(), context, 0, 0);
        try (ViewPort port = ViewPort.open(
                chromium.group(), upstream, BrowserVersion.of(chromium.control()), ViewScope.context(context))) {
            String session = client.attach(port);
            client.post(session + "/timeouts", "{\"implicit\":5000}");
            long start = System.nanoTime();
            new WebDriverFlow(client, session).run(site);
            double seconds = (System.nanoTime() - start) / 1e9;
            driver.delete(session);
            return seconds;
        } finally {
            Pages.disposeContext(chromium.control(), context);
        }
    }

    private double playwright(Duration roundTrip) throws Exception {
        Map<String, String> environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        URI url = chromium.url();
        try (DelayingProxy proxy = DelayingProxy.start(url.getPort(), roundTrip);
                Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
                Browser browser = playwright
                        .chromium()
                        .connectOverCDP(proxy.through(url).toString())) {
            long start = System.nanoTime();
            PlaywrightFlow.run(browser, site);
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
