package dev.browsersession.cdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Views as a stock ChromeDriver meets them. */
class TwoViewsTest {

    private static Chromium chromium;
    private static WebDriverWire driver;
    private static TestSite site;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        chromium = Chromium.start(directory);
        driver = WebDriverWire.start(directory);
        site = TestSite.start();
        site.page(
                "/page",
                "<title>page</title><a id='link' target='_blank' href='/other'>open</a>" + "<iframe id='frame' src='"
                        + site.url("b.localhost", "/frame") + "'></iframe>");
        site.page("/other", "<title>other</title>other");
        site.page("/frame", "<p id='inside'>framed</p>");
    }

    @AfterAll
    static void end() {
        site.close();
        driver.close();
        chromium.close();
    }

    UpstreamKind upstream() {
        return UpstreamKind.OWN_SOCKETS;
    }

    @Test
    void runInParallelWithTheirOwnCookiesAndWindows() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<Void> flow = () -> {
                try (TestView view = chromium.newView(upstream())) {
                    for (int round = 0; round < 3; round++) {
                        useAlone(view, "user-" + view.context());
                    }
                    Pages.disposeContext(chromium.control(), view.context());
                }
                return null;
            };
            for (Future<Void> done : List.of(threads.submit(flow), threads.submit(flow))) {
                done.get(120, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Attaches, does what tests do, sees nothing of the other view, and leaves one window behind. */
    private void useAlone(TestView view, String user) throws Exception {
        String session = driver.attach(view.port());
        assertThat(driver.get(session + "/window").asString()).isEqualTo(view.page());
        driver.post(session + "/url", "{\"url\":\"" + site.url("localhost", "/page") + "\"}");
        driver.post(session + "/cookie", "{\"cookie\":{\"name\":\"user\",\"value\":\"" + user + "\"}}");
        clickLink(session);
        String opened = await("a second window")
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> otherWindow(session, view.page()), handle -> !handle.isEmpty());
        driver.post(session + "/window", "{\"handle\":\"" + opened + "\"}");
        assertThat(driver.get(session + "/title").asString()).isEqualTo("other");
        assertThat(driver.get(session + "/cookie").findValuesAsString("value")).containsExactly(user);
        driver.delete(session + "/window");
        driver.post(session + "/window", "{\"handle\":\"" + view.page() + "\"}");
        driver.post(session + "/window/new", "{\"type\":\"tab\"}");
        assertThat(driver.get(session + "/window/handles").size()).isEqualTo(2);
        driver.post(session + "/window", "{\"handle\":\"" + otherWindow(session, view.page()) + "\"}");
        driver.delete(session + "/window");
        driver.delete(session);
        await().atMost(20, TimeUnit.SECONDS)
                .until(() -> Pages.list(chromium.control(), view.context()).size() == 1);
    }

    private void clickLink(String session) throws Exception {
        String element = driver.post(session + "/element", "{\"using\":\"css selector\",\"value\":\"#link\"}")
                .values()
                .iterator()
                .next()
                .asString();
        driver.post(session + "/element/" + element + "/click", "{}");
    }

    private String otherWindow(String session, String page) throws Exception {
        return driver.get(session + "/window/handles").values().stream()
                .map(handle -> handle.asString())
                .filter(handle -> !handle.equals(page))
                .findFirst()
                .orElse("");
    }

    @Test
    void doAllThatAWebDriverDoes() throws Exception {
        try (TestView view = chromium.newView(upstream())) {
            String session = driver.attach(view.port());
            driver.post(session + "/url", "{\"url\":\"" + site.url("a.localhost", "/page") + "\"}");
            assertThat(driver.get(session + "/screenshot").asString()).startsWith("iVBOR");
            assertThat(driver.post(session + "/print", "{}").asString()).startsWith("JVBER");
            driver.post(session + "/window/rect", "{\"width\":640,\"height\":480}");
            assertThat(driver.get(session + "/window/rect").path("width").asInt())
                    .isEqualTo(640);
            driver.post(session + "/frame", "{\"id\":0}");
            assertThat(driver.get(session + "/source").asString()).contains("framed");
            driver.post(session + "/frame", "{\"id\":null}");
            driver.post(session + "/execute/sync", "{\"script\":\"setTimeout(() => alert('hello'), 0)\",\"args\":[]}");
            await().atMost(20, TimeUnit.SECONDS)
                    .until(() ->
                            driver.get(session + "/alert/text").asString("").equals("hello"));
            driver.post(session + "/alert/accept", "{}");
            assertThat(driver.cdp(session, "Browser.getVersion", "{}")
                            .path("product")
                            .asString())
                    .contains("Chrome/");
            driver.delete(session);
            Pages.disposeContext(chromium.control(), view.context());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Browser.close                | {}",
                "Browser.crash                | {}",
                "Target.attachToBrowserTarget | {}",
                "Target.exposeDevToolsProtocol | {}",
                "Target.createBrowserContext  | {}",
                "Tracing.start                | {}",
            })
    void keepTheirDriverFromTheBrowser(String command, String params) throws Exception {
        try (TestView view = chromium.newView(upstream())) {
            String session = driver.attach(view.port());
            assertThat(driver.cdp(session, command, params).toString()).contains("refused in the view");
            assertThat(driver.get(session + "/url").asString()).isEqualTo("about:blank");
            driver.delete(session);
            Pages.disposeContext(chromium.control(), view.context());
        }
    }

    @Test
    void keepTheirDriverFromAnotherViewsPage() throws Exception {
        try (TestView view = chromium.newView(upstream());
                TestView other = chromium.newView(upstream())) {
            String session = driver.attach(view.port());
            String target = "{\"targetId\":\"" + other.page() + "\",\"flatten\":true}";
            assertThat(driver.cdp(session, "Target.getTargets", "{}").toString())
                    .contains(view.page())
                    .doesNotContain(other.page());
            assertThat(driver.cdp(session, "Target.attachToTarget", target).toString())
                    .contains("No target with given id found");
            driver.cdp(session, "Target.createTarget", "{\"url\":\"about:blank\"}");
            assertThat(Pages.list(chromium.control(), view.context())).hasSize(2);
            assertThat(Pages.list(chromium.control(), other.context())).hasSize(1);
            driver.delete(session);
            Pages.disposeContext(chromium.control(), view.context());
            Pages.disposeContext(chromium.control(), other.context());
        }
    }
}
