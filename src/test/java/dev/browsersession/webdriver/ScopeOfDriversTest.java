package dev.browsersession.webdriver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.browsersession.BrowserServer;
import dev.browsersession.config.Settings;
import dev.browsersession.lease.Keeper;
import dev.browsersession.lease.Lease;
import dev.browsersession.lease.View;
import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.Network;
import dev.browsersession.protocol.Secret;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.testkit.PageServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.remote.RemoteWebElement;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;

/**
 * What the views of one session see of each other, by a ChromeDriver here and by the driver beside the browser: the same, and
 * nothing.
 */
class ScopeOfDriversTest {

    private static final String KEY = "key-of-the-service";

    private static final String EMULATED =
            "return [navigator.userAgent, Intl.DateTimeFormat().resolvedOptions().timeZone,"
                    + " navigator.maxTouchPoints, matchMedia('print').matches, innerWidth, window.left].join(' ')";
    private static final String FETCHED = "fetch('/blocked').then(() => done('fetched'), () => done('not fetched'))";

    private static BrowserServer server;
    private static PageServer site;
    private static Keeper keeper;
    private static Lease lease;

    @BeforeAll
    static void start(@TempDir Path state) {
        site = PageServer.start()
                .page("/a", "<title>a</title><iframe name=inside srcdoc='<p id=inner>'></iframe>")
                .page(
                        "/error",
                        "<title>error</title><script>console.error('said', 1, {a: 1}, [undefined])</script>"
                                + "<script>console.debug('quiet')</script><script>nothing()</script><img src='http://localhost:1/'>");
        server = BrowserServer.builder().apiKey(KEY).maxSessions(1).start();
        Map<String, String> settings = Map.of(
                "browser.session.state-dir", state.toString(),
                "browser.session.keeper", "embedded",
                "browser.session.sweep-age", "0");
        keeper = Keeper.open(new Settings(name -> Optional.ofNullable(settings.get(name)), Map.of()));
        Map<String, Secret> account = Map.of(
                "BROWSERBASE_API_KEY",
                new Secret(KEY),
                "BROWSERBASE_BASE_URL",
                new Secret(server.url().toString()));
        lease = keeper.acquire(new Acquire(
                new SessionSpec("browserbase", 1_800_000, true, Map.of(), null),
                Map.of(),
                new Access(account, Network.DIRECT),
                0,
                null,
                "a test",
                null));
    }

    @AfterAll
    static void stop() {
        lease.release(false);
        keeper.close();
        server.close();
        site.close();
    }

    private static DrivenView open(DrivenView.Place place) {
        DrivenView opened = DrivenView.open(lease, place, true);
        opened.driver().get(site.url("localhost", "/a"));
        return opened;
    }

    @ParameterizedTest
    @EnumSource
    void commandsOfChromeReachNoOtherView(DrivenView.Place place) {
        View other = lease.open(true, null);
        Map<String, Object> otherPage = Map.of("targetId", other.facts().target(), "flatten", true);
        try (DrivenView own = open(place)) {
            String page = own.driver().getWindowHandle();
            assertThat(own.cdp("Target.getTargets", Map.of()).toString())
                    .contains(page)
                    .doesNotContain(other.facts().target());
            assertThat(own.cdp("Target.getTargetInfo", Map.of()).toString()).contains(page);
            SoftAssertions all = new SoftAssertions();
            for (String command : List.of("Target.closeTarget", "Target.attachToTarget", "Target.activateTarget")) {
                all.assertThatThrownBy(() -> own.cdp(command, otherPage))
                        .hasMessageStartingWith("invalid argument: No target with given id found in the view of");
            }
            for (String command : List.of("Browser.close", "Target.disposeBrowserContext", "Tracing.start")) {
                all.assertThatThrownBy(() -> own.cdp(command, Map.of("browserContextId", "any")))
                        .hasMessageContaining("\"message\":\"" + command + " is refused in the view of");
            }
            all.assertThatThrownBy(() -> own.cdp("Storage.getCookies", Map.of("browserContextId", "another")))
                    .hasMessageContaining("it names another browser context");
            all.assertThatThrownBy(() -> own.cdp("Browser.setWindowBounds", Map.of("windowId", 1)))
                    .hasMessageContaining("it names no window");
            all.assertThatThrownBy(() -> own.cdp("Page.nothing", Map.of()))
                    .hasMessageStartingWith("unknown command: 'Page.nothing' wasn't found");
            all.assertThat(own.cdp("Browser.getWindowForTarget", Map.of()).toString())
                    .contains("windowId");
            all.assertThat(own.cdp("Page.getFrameTree", Map.of()).toString()).contains("/a");
            all.assertAll();
        } finally {
            other.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void commandsOfChromeGoToTheWindowThatTheDriverIsIn(DrivenView.Place place) {
        try (DrivenView own = open(place)) {
            String first = own.driver().getWindowHandle();
            own.driver().switchTo().newWindow(WindowType.TAB);
            assertThat(own.cdp("Target.getTargetInfo", Map.of()).toString()).doesNotContain(first);
            own.driver().close();
            assertThatThrownBy(() -> own.cdp("Target.getTargetInfo", Map.of())).hasMessageContaining("no such window");
            own.driver().switchTo().window(first);
            assertThat(own.cdp("Target.getTargetInfo", Map.of()).toString()).contains(first);
        }
    }

    @ParameterizedTest
    @EnumSource
    void logsAreOfThePagesOfTheView(DrivenView.Place place) throws Exception {
        try (DrivenView before = open(place)) {
            before.script("console.error('of the view before')");
        }
        try (DrivenView own = open(place);
                DrivenView other = open(DrivenView.Place.HERE)) {
            own.send("GET", "/window/handles", null);
            other.script("console.error('of another view')");
            assertThat(own.log(LogType.BROWSER)).isEmpty();
            own.driver().switchTo().newWindow(WindowType.TAB);
            own.driver().get(site.url("localhost", "/error"));
            other.driver().get(site.url("localhost", "/error"));
            String page = site.url("localhost", "/error");
            List<String> read = new ArrayList<>();
            await().until(() -> read.addAll(own.log(LogType.BROWSER)) && read.size() >= 4);
            assertThat(read)
                    .containsExactlyInAnyOrder(
                            page + " 0:36 \"said\" 1 Object Array(1)",
                            page + " 0:98 \"quiet\"",
                            page + " 0:129 Uncaught ReferenceError: nothing is not defined",
                            "http://localhost:1/ - Failed to load resource: net::ERR_UNSAFE_PORT");
            assertThat(own.log(LogType.BROWSER)).isEmpty();
            assertThat(own.log(LogType.PERFORMANCE))
                    .anyMatch(line -> line.contains("/error"))
                    .allMatch(line -> line.contains(own.view().facts().target())
                            || line.contains(own.driver().getWindowHandle()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatATestSetsEndsWithItsView(DrivenView.Place place) throws Exception {
        String authenticator;
        String element;
        try (DrivenView leaving = open(place)) {
            leaveOnThePage(leaving);
            leaving.cdp("Browser.grantPermissions", Map.of("permissions", List.of("geolocation")));
            leaving.send("POST", "/location", "{\"location\":{\"latitude\":21,\"longitude\":22}}");
            assertThat(leaving.latitude()).isEqualTo("21");
            assertThat(leaving.send("GET", "/location", null)).contains("\"latitude\":21");
            leaving.driver().switchTo().newWindow(WindowType.WINDOW);
            leaving.driver().get(site.url("localhost", "/a"));
            assertThat(leaving.latitude()).isEqualTo("21");
            leaving.cdp("Browser.resetPermissions", Map.of());
            leaving.send("POST", "/permissions", "{\"descriptor\":{\"name\":\"midi\"},\"state\":\"granted\"}");
            assertThat(leaving.permission("midi")).isEqualTo("granted");
            authenticator = leaving.driver()
                    .addVirtualAuthenticator(new VirtualAuthenticatorOptions())
                    .getId();
            element = ((RemoteWebElement) leaving.driver().findElement(By.name("inside"))).getId();
            leaving.driver().manage().window().setSize(new Dimension(700, 500));
            leaving.driver().manage().timeouts().scriptTimeout(Duration.ofSeconds(7));
            assertThat(leaving.send("POST", "/privacy", "{\"gpc\":true}")).contains("it reaches beyond the view");
        }
        try (DrivenView next = open(place)) {
            SoftAssertions all = new SoftAssertions();
            findNothingOnThePage(next, all);
            all.assertThat(next.permission("midi")).isEqualTo("prompt");
            all.assertThat(next.permission("geolocation")).isEqualTo("prompt");
            next.cdp("Browser.grantPermissions", Map.of("permissions", List.of("geolocation")));
            next.driver().switchTo().window(next.driver().getWindowHandle());
            all.assertThat(next.latitudeWithin(200)).as("location").isEqualTo("none");
            all.assertThat(next.send("GET", "/location", null)).contains("Location must be set");
            all.assertThat(next.send("GET", "/webauthn/authenticator/" + authenticator + "/credentials", null))
                    .contains("Could not find a Virtual Authenticator");
            all.assertThat(next.send("GET", "/element/" + element + "/name", null))
                    .contains("\"error\":\"no such element\"");
            all.assertThat(next.driver().manage().window().getSize()).isNotEqualTo(new Dimension(700, 500));
            all.assertThat(next.driver().manage().timeouts().getScriptTimeout()).hasSeconds(30);
            all.assertAll();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatATestSetsOnAPageThatStaysEndsWithItsView(DrivenView.Place place) {
        try (DrivenView leaving = DrivenView.open(lease, place, false)) {
            leaving.driver().get(site.url("localhost", "/a"));
            leaveOnThePage(leaving);
            leaving.script("console.error('left on the page')");
        }
        try (DrivenView next = DrivenView.open(lease, place, false)) {
            assertThat(next.driver().getCurrentUrl()).endsWith("/a?again");
            assertThat(next.log(LogType.BROWSER)).anyMatch(line -> line.contains("left on the page"));
            SoftAssertions all = new SoftAssertions();
            all.assertThat(next.log(LogType.PERFORMANCE)).noneMatch(line -> line.contains("X-Left"));
            findNothingOnThePage(next, all);
            all.assertAll();
        }
    }

    private static void leaveOnThePage(DrivenView leaving) {
        leaving.cdp("Emulation.setUserAgentOverride", Map.of("userAgent", "left"));
        leaving.cdp("Emulation.setTimezoneOverride", Map.of("timezoneId", "Asia/Tokyo"));
        leaving.cdp("Emulation.setTouchEmulationEnabled", Map.of("enabled", true, "maxTouchPoints", 7));
        leaving.cdp("Emulation.setCPUThrottlingRate", Map.of("rate", 2));
        leaving.cdp("Emulation.setEmulatedMedia", Map.of("media", "print"));
        leaving.cdp(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 333, "height", 444, "deviceScaleFactor", 1, "mobile", false));
        leaving.cdp("Network.enable", Map.of());
        leaving.cdp("Network.setBlockedURLs", Map.of("urls", List.of("*blocked*")));
        leaving.cdp("Network.setExtraHTTPHeaders", Map.of("headers", Map.of("X-Left", "left")));
        leaving.cdp("Page.addScriptToEvaluateOnNewDocument", Map.of("source", "window.left = 'left'"));
        leaving.driver().get(site.url("localhost", "/a?again"));
        assertThat(leaving.script(EMULATED)).isEqualTo("left Asia/Tokyo 7 true 333 left");
        assertThat(leaving.later(FETCHED)).isEqualTo("not fetched");
    }

    private static void findNothingOnThePage(DrivenView next, SoftAssertions all) {
        next.driver().get(site.url("localhost", "/a?next"));
        all.assertThat(next.script(EMULATED))
                .contains("Mozilla")
                .contains(" 0 false ")
                .doesNotContain("left", "Tokyo", " 333 ");
        all.assertThat(next.later(FETCHED)).isEqualTo("fetched");
    }

    @ParameterizedTest
    @EnumSource
    void aDialogOfAFrameThatIsLeftOpenIsTheEndOfNothing(DrivenView.Place place) {
        try (DrivenView leaving = open(place)) {
            leaving.driver().switchTo().frame("inside");
            leaving.script("setTimeout(() => alert('left'))");
            await().ignoreExceptionsInstanceOf(NoAlertPresentException.class).untilAsserted(() -> assertThat(
                            leaving.driver().switchTo().alert().getText())
                    .isEqualTo("left"));
        }
        try (DrivenView next = open(place)) {
            assertThatThrownBy(() -> next.driver().switchTo().alert()).isInstanceOf(NoAlertPresentException.class);
            assertThat(next.script("return window === top")).isEqualTo("true");
        }
        assertThat(lease.inspect().end()).isNull();
    }
}
