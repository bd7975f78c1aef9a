package dev.browsersession.webdriver;

import static dev.browsersession.testkit.Kit.kit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.browsersession.BrowserSession;
import dev.browsersession.Isolation;
import dev.browsersession.ProviderException;
import dev.browsersession.config.Settings;
import dev.browsersession.fake.FakeJar;
import dev.browsersession.lease.Keeper;
import dev.browsersession.lease.Lease;
import dev.browsersession.lease.View;
import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.DeviceEmulation;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.testkit.Kit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.NoSuchSessionException;
import org.openqa.selenium.NoSuchWindowException;
import org.openqa.selenium.PageLoadStrategy;
import org.openqa.selenium.SessionNotCreatedException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.chromium.ChromiumDriver;
import org.openqa.selenium.chromium.ChromiumNetworkConditions;
import org.openqa.selenium.interactions.Actions;

/** A provider that has a driver beside its browser, as far away as the browser is. */
class ProvidedDriverTest {

    private RunningChrome chrome;
    private DriverBeside beside;
    private Path providers;

    @BeforeEach
    void start(@TempDir Path profile) throws Exception {
        chrome = new RunningChrome(profile);
        beside = new DriverBeside(chrome);
        providers = FakeJar.in(profile);
        BesideTestCases.page = chrome.page("/a");
        CarelessTestCases.page = chrome.page("/a");
        ReachingTestCases.page = chrome.page("/a");
        OneAfterTheOther.page = chrome.page("/a");
    }

    @AfterEach
    void stop() {
        beside.close();
        chrome.close();
    }

    private Kit besideKit() throws Exception {
        return kit().with("browser.session.provider-path", providers.toString())
                .with("browser.session.provider", "beside")
                .with("browser.session.ttl", "10m")
                .with("browser.session.beside.cdp", chrome.webSocketUrl().value())
                .with("browser.session.beside.webdriver", beside.url());
    }

    @BrowserSession
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class BesideTestCases {
        static String page;

        @Test
        void aLeavesACookieAndATimeoutAndItsWindowsOpen(WebDriver driver) {
            driver.get(page);
            assertThat(driver.findElement(By.id("hello")).getText()).isEqualTo("hello");
            driver.manage().addCookie(new Cookie("left", "behind"));
            driver.manage().timeouts().implicitlyWait(Duration.ofSeconds(7));
            driver.switchTo().newWindow(WindowType.WINDOW);
            driver.get(page);
            assertThat(driver.manage().getCookieNamed("left")).isNotNull();
            assertThat(driver.getWindowHandles()).hasSize(2);
        }

        @Test
        void bFindsNothingOfIt(WebDriver driver) {
            driver.get(page);
            assertThat(driver.manage().getCookies()).isEmpty();
            assertThat(driver.manage().timeouts().getImplicitWaitTimeout()).isZero();
            assertThat(driver.getWindowHandles()).containsExactly(driver.getWindowHandle());
        }

        @Test
        void cClosesItsLastWindow(WebDriver driver) {
            driver.switchTo().newWindow(WindowType.TAB);
            String other = driver.getWindowHandle();
            driver.close();
            assertThatThrownBy(() -> driver.switchTo().window(other)).isInstanceOf(NoSuchWindowException.class);
            driver.switchTo().window(driver.getWindowHandles().iterator().next());
            driver.close();
            assertThatThrownBy(driver::getTitle).isInstanceOf(NoSuchSessionException.class);
        }

        @Test
        void dQuitsItsDriver(WebDriver driver) {
            driver.get(page);
            driver.quit();
        }

        @Test
        void eGoesOnAllTheSame(WebDriver driver) {
            driver.get(page);
            assertThat(driver.getTitle()).isEqualTo("/a");
        }
    }

    @Test
    void servesAllTestsWithOneWebDriverSessionOfItsThatIsNeverQuit() throws Exception {
        besideKit().run(BesideTestCases.class).allPassed(5);
        assertThat(beside.requests()).containsOnlyOnce("POST /session").contains("POST /session/*/url");
        assertThat(beside.requests()).doesNotContain("DELETE /session/*");
        assertThat(chrome.isAlive()).isTrue();
    }

    @BrowserSession
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class CarelessTestCases {
        static String page;

        @Test
        void aHoldsAKeyDown(WebDriver driver) {
            driver.get(page);
            new Actions(driver).keyDown(Keys.SHIFT).perform();
            assertThat(seenByAClick(driver)).as("the key is held").isEqualTo("true");
        }

        @Test
        void bFindsNoKeyHeldAndCutsOffTheNetwork(ChromiumDriver driver) {
            driver.get(page);
            assertThat(seenByAClick(driver)).isEqualTo("false");
            ChromiumNetworkConditions none = new ChromiumNetworkConditions();
            none.setOffline(true);
            driver.setNetworkConditions(none);
            assertThatThrownBy(() -> driver.get(page)).hasMessageContaining("ERR_INTERNET_DISCONNECTED");
        }

        @Test
        void cHasANetworkAndLeavesAnAlertOpen(WebDriver driver) {
            driver.get(page);
            ((JavascriptExecutor) driver).executeScript("setTimeout(() => alert('still here'))");
            await().ignoreExceptionsInstanceOf(NoAlertPresentException.class)
                    .untilAsserted(() ->
                            assertThat(driver.switchTo().alert().getText()).isEqualTo("still here"));
        }

        @Test
        void dSeesNoAlert(WebDriver driver) {
            assertThatThrownBy(() -> driver.switchTo().alert()).isInstanceOf(NoAlertPresentException.class);
            driver.get(page);
        }

        private static String seenByAClick(WebDriver driver) {
            ((JavascriptExecutor) driver)
                    .executeScript("document.onclick = event => { document.title = String(event.shiftKey); }");
            new Actions(driver).click(driver.findElement(By.id("hello"))).perform();
            return driver.getTitle();
        }
    }

    @Test
    void showsATestNothingOfWhatTheOneBeforeDidToTheWebDriverSession() throws Exception {
        besideKit().run(CarelessTestCases.class).allPassed(4);
        assertThat(beside.requests())
                .containsOnlyOnce("POST /session")
                .containsOnlyOnce("DELETE /session/*/chromium/network_conditions")
                .contains("DELETE /session/*/actions");
    }

    @BrowserSession
    static class ReachingTestCases {
        static String page;

        @Test
        void sendsCommandsOfChrome(ChromiumDriver driver) {
            driver.get(page);
            assertThat(driver.executeCdpCommand("Page.getFrameTree", Map.of())).containsKey("frameTree");
            assertThatThrownBy(() -> driver.executeCdpCommand("Browser.close", Map.of()))
                    .hasMessageContaining("Browser.close is refused in the view of browser context");
            assertThat(driver.getTitle()).isEqualTo("/a");
        }
    }

    @Test
    void doesNotEndTheBrowserOfAllForOneOfThem() throws Exception {
        besideKit().run(ReachingTestCases.class).allPassed(1);
        assertThat(chrome.isAlive()).isTrue();
    }

    @BrowserSession(isolation = Isolation.NONE)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class OneAfterTheOther {
        static String page;

        @Test
        void aLeavesACookie(WebDriver driver) {
            driver.get(page);
            driver.manage().addCookie(new Cookie("left", "behind"));
        }

        @Test
        void bFindsThePageAndTheCookie(WebDriver driver) {
            assertThat(driver.getCurrentUrl()).isEqualTo(page);
            assertThat(driver.manage().getCookieNamed("left")).isNotNull();
        }
    }

    @Test
    void seesTheDefaultContextUnderNone() throws Exception {
        besideKit().run(OneAfterTheOther.class).allPassed(2);
        assertThat(beside.requests()).contains("POST /session/*/url");
    }

    @Test
    void thatDoesNotWorkIsReplacedByOneHereWithAWarning() throws Exception {
        beside.refuse();
        var results = besideKit().run(BesideTestCases.class);
        results.allPassed(5);
        assertThat(beside.requests()).containsExactly("POST /session");
        assertThat(results.log()).filteredOn(line -> line.contains("not today")).hasSize(1);
    }

    private Acquire session(boolean keepAlive) throws IOException {
        Map<String, String> options =
                Map.of("beside.cdp", chrome.webSocketUrl().value(), "beside.webdriver", beside.url());
        return new Acquire(
                new SessionSpec("beside", 600_000, keepAlive, options, null),
                Map.of(),
                Access.NONE,
                0,
                null,
                "a test",
                null);
    }

    private Keeper keeper() {
        Map<String, String> settings = Map.of("browser.session.provider-path", providers.toString());
        return Keeper.open(new Settings(name -> Optional.ofNullable(settings.get(name)), System.getenv()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aViewThatTheBrowserRefusesTakesNoOtherAlong(boolean keepAlive) throws Exception {
        try (Keeper keeper = keeper()) {
            Lease lease = keeper.acquire(session(keepAlive));
            View other = lease.open(true, null);
            AttachedChromeDriver driver = AttachedChromeDriver.attach(
                    other.attachDriver(chrome.driverFile()), chrome.driverFile(), ChromeOptionsParts.NONE);
            // Wider than Chrome lets a page be.
            assertThatThrownBy(() -> lease.open(true, new DeviceEmulation(20_000_000, 100, 1, false, false, null)))
                    .isInstanceOf(ProviderException.class)
                    .hasMessageContaining("was refused by the browser");

            driver.get(chrome.page("/a"));
            assertThat(driver.getTitle()).isEqualTo("/a");
            assertThat(lease.inspect().end()).isNull();
            driver.quit();
            lease.release(false);
        }
    }

    @Test
    void isLeftToOneViewAtATime() throws Exception {
        try (Keeper keeper = keeper()) {
            Lease lease = keeper.acquire(session(false));
            View first = lease.open(true, null);
            View second = lease.open(true, null);
            assertThat(first.attachProvidedDriver().webDriverUrl()).isNotNull();
            assertThat(second.attachProvidedDriver().webDriverUrl()).isNull();
            assertThat(second.attachDriver(chrome.driverFile()).webDriverUrl()).isNotNull();
            first.close();
            View third = lease.open(true, null);
            assertThat(third.facts().driverProvided()).isTrue();
            assertThat(third.attachProvidedDriver().webDriverUrl()).isNotNull();
            lease.release(false);
        }
    }

    private AttachedChromeDriver driveBeside(View view, ChromeOptionsParts options) {
        assertThat(view.facts().driverProvided()).isTrue();
        assertThat(view.attachProvidedDriver().webDriverUrl()).isNotNull();
        return AttachedChromeDriver.attachToProvided(view.facts(), options);
    }

    @Test
    void goesOnServingOthersWhereOneViewWantsOtherCapabilities() throws Exception {
        ChromeOptions eager = new ChromeOptions();
        eager.setPageLoadStrategy(PageLoadStrategy.EAGER);
        try (Keeper keeper = keeper()) {
            Lease lease = keeper.acquire(session(false));
            View first = lease.open(true, null);
            driveBeside(first, ChromeOptionsParts.NONE).get(chrome.page("/a"));
            first.close();
            View other = lease.open(true, null);
            assertThatThrownBy(() -> driveBeside(other, ChromeOptionsParts.of(eager)))
                    .isInstanceOf(SessionNotCreatedException.class)
                    .hasMessageContaining("its WebDriver session was opened with other capabilities");
            assertThat(other.attachDriver(chrome.driverFile()).webDriverUrl()).isNotNull();
            AttachedChromeDriver third = driveBeside(lease.open(true, null), ChromeOptionsParts.NONE);
            // What it had claimed and did without is not given back a second time.
            other.close();
            assertThat(lease.open(true, null).facts().driverProvided()).isFalse();
            third.get(chrome.page("/a"));
            assertThat(third.getTitle()).isEqualTo("/a");
            lease.release(false);
        }
    }
}
