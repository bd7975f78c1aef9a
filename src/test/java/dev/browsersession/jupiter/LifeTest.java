package dev.browsersession.jupiter;

import static dev.browsersession.testkit.Kit.kit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.browsersession.BeforeSessionStop;
import dev.browsersession.BrowserSession;
import dev.browsersession.Isolation;
import dev.browsersession.Scope;
import dev.browsersession.Session;
import dev.browsersession.SessionEndedException;
import dev.browsersession.testkit.Leftovers;
import dev.browsersession.testkit.PageServer;
import dev.browsersession.testkit.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.NoSuchSessionException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;

class LifeTest {

    static PageServer pages;

    @BeforeAll
    static void serve() {
        pages = PageServer.start();
    }

    @AfterAll
    static void close() {
        pages.close();
    }

    /** What every run must leave, whatever happened in it. */
    private static Results andNothingIsLeft(Results results) {
        assertThat(results.sessions()).as("sessions").isNotEmpty();
        assertThat(Leftovers.browsers()).as("browsers").isEmpty();
        assertThat(Leftovers.directories()).as("directories").isEmpty();
        assertThat(results.linesWith("is stopped after")).hasSameSizeAs(results.sessions());
        return results;
    }

    @Test
    void aClassHasOneSessionAndEachTestAContextOfItsOwn() {
        var results = andNothingIsLeft(kit().run(ContextTestCases.class).allPassed(2));
        assertThat(results.sessions()).hasSize(1);
        assertThat(results.linesWith("2 tests, 0 reconnects")).hasSize(1);
    }

    @BrowserSession
    static class ContextTestCases {
        @ParameterizedTest
        @ValueSource(strings = {"first", "second"})
        void seesNoCookieOfTheOther(String name, WebDriver driver) {
            driver.get(pages.url("/"));
            assertThat(driver.manage().getCookies()).isEmpty();
            assertThat(driver.getWindowHandles()).hasSize(1);
            ((JavascriptExecutor) driver).executeScript("document.cookie = 'a=" + name + "'");
            assertThat(driver.manage().getCookieNamed("a").getValue()).isEqualTo(name);
        }
    }

    @Test
    void aKeptSessionIsReconnectedToAndThePageIsWhereItWasLeft() {
        var results = andNothingIsLeft(kit().run(KeptTestCases.class).allPassed(3));
        assertThat(results.sessions()).hasSize(1);
        assertThat(results.linesWith("3 tests, 2 reconnects")).hasSize(1);
    }

    @BrowserSession(keepAlive = true, isolation = Isolation.NONE)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class KeptTestCases {
        static String id;

        @Test
        @Order(1)
        void goes(WebDriver driver, Session session) {
            id = session.id();
            driver.get(pages.url("/kept"));
            ((JavascriptExecutor) driver).executeScript("window.kept = 42");
        }

        @Test
        @Order(2)
        void isStillThere(WebDriver driver, Session session) {
            assertThat(session.id()).isEqualTo(id);
            assertThat(driver.getCurrentUrl()).endsWith("/kept");
            assertThat(((JavascriptExecutor) driver).executeScript("return window.kept"))
                    .isEqualTo(42L);
            driver.close();
        }

        @Test
        @Order(3)
        void getsAPageThoughTheLastOneWasClosed(WebDriver driver, Session session) {
            assertThat(session.id()).isEqualTo(id);
            driver.get(pages.url("/new"));
        }
    }

    @Test
    void scopeTestGivesEachTestASession() {
        var results = andNothingIsLeft(kit().run(PerTestTestCases.class).allPassed(2));
        assertThat(results.sessions()).hasSize(2).doesNotHaveDuplicates();
    }

    @BrowserSession(scope = Scope.TEST)
    static class PerTestTestCases {
        @Test
        void one(WebDriver driver) {
            driver.getTitle();
        }

        @Test
        void two(WebDriver driver) {
            driver.getTitle();
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                FailingTestCases.class,
                FailingBeforeEachTestCases.class,
                FailingAfterEachTestCases.class,
                FailingAfterAllTestCases.class,
                FailingBeforeAllTestCases.class,
                FailingConstructorTestCases.class,
                TimedOutTestCases.class
            })
    void whateverFailsTheSessionIsStopped(Class<?> fixture) {
        var results = kit().run(fixture);
        assertThat(results.failures()).isNotEmpty();
        andNothingIsLeft(results);
    }

    @BrowserSession
    static class FailingTestCases {
        @Test
        void fails(WebDriver driver) {
            throw new IllegalStateException("on purpose");
        }
    }

    @BrowserSession
    static class FailingBeforeEachTestCases {
        @BeforeEach
        void fails(WebDriver driver) {
            throw new IllegalStateException("on purpose");
        }

        @Test
        void test() {}
    }

    @BrowserSession
    static class FailingAfterEachTestCases {
        @AfterEach
        void fails(WebDriver driver) {
            throw new IllegalStateException("on purpose");
        }

        @Test
        void test() {}
    }

    @BrowserSession
    static class FailingAfterAllTestCases {
        @AfterAll
        static void fails(WebDriver driver) {
            throw new IllegalStateException("on purpose");
        }

        @Test
        void test() {}
    }

    @BrowserSession
    static class FailingBeforeAllTestCases {
        @BeforeAll
        static void fails(WebDriver driver) {
            throw new IllegalStateException("on purpose");
        }

        @Test
        void test() {}
    }

    @BrowserSession
    static class FailingConstructorTestCases {
        FailingConstructorTestCases(WebDriver driver) {
            throw new IllegalStateException("on purpose");
        }

        @Test
        void test() {}
    }

    @BrowserSession
    static class TimedOutTestCases {
        @Test
        @Timeout(value = 1, unit = TimeUnit.SECONDS)
        void hangs(ChromeDriver driver) {
            driver.manage().timeouts().scriptTimeout(java.time.Duration.ofMinutes(5));
            driver.executeAsyncScript("/* never calls back */");
        }
    }

    @Test
    void anAbortedTestStopsItsSessionAndKeepsNoEvidence() {
        var results = andNothingIsLeft(kit().run(AbortedTestCases.class));
        assertThat(results.failures()).isEmpty();
        assertThat(results.linesWith("kept in")).isEmpty();
    }

    @BrowserSession
    static class AbortedTestCases {
        @Test
        void aborts(WebDriver driver) {
            Assumptions.abort("on purpose");
        }
    }

    @Test
    void aTestThatQuitsItsDriverTakesNothingFromTheNext() {
        var results = andNothingIsLeft(kit().run(QuittingTestCases.class).allPassed(2));
        assertThat(results.sessions()).hasSize(1);
    }

    @BrowserSession
    static class QuittingTestCases {
        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void quits(int time, WebDriver driver) {
            driver.get(pages.url("/"));
            driver.quit();
            assertThatThrownBy(driver::getTitle).isInstanceOf(NoSuchSessionException.class);
        }
    }

    @Test
    void aTestCannotEndTheBrowserThatItShares() {
        andNothingIsLeft(kit().run(ClosingTestCases.class).allPassed(2));
    }

    @BrowserSession
    static class ClosingTestCases {
        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void closes(int time, ChromeDriver driver) {
            assertThatThrownBy(() -> driver.executeCdpCommand("Browser.close", Map.of()))
                    .isInstanceOf(WebDriverException.class);
            driver.switchTo().newWindow(WindowType.TAB).close();
        }
    }

    @Test
    void aTestThatKillsItsBrowserFailsWithTheReasonAndTheNextGetsANewOne() {
        var results = andNothingIsLeft(kit().run(KillingTestCases.class));
        assertThat(results.passed()).isEqualTo(1);
        assertThat(results.sessions()).hasSize(2);
        assertThat(results.failure())
                .isInstanceOf(SessionEndedException.class)
                .hasMessageMatching(
                        "Session \\S+ \\(local\\) ended while .*KillingTestCases.kills was running: its browser"
                                + " crashed: .* at \\d\\d:\\d\\d:\\d\\d\\.")
                .hasCauseInstanceOf(WebDriverException.class);
    }

    @BrowserSession
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class KillingTestCases {
        @Test
        @Order(1)
        void kills(WebDriver driver) {
            killTheBrowser();
            driver.get(pages.url("/"));
        }

        @Test
        @Order(2)
        void goesOn(WebDriver driver) {
            driver.get(pages.url("/"));
        }
    }

    private static void killTheBrowser() {
        ProcessHandle browser = ProcessHandle.allProcesses()
                .filter(process -> Leftovers.isBrowser(process.pid()))
                .findFirst()
                .orElseThrow();
        assertThat(browser.destroyForcibly()).isTrue();
    }

    @Test
    void aTestMayStopItsSessionEarly() {
        var results = andNothingIsLeft(kit().run(StoppingTestCases.class));
        assertThat(results.failures()).hasSize(1);
        assertThat(results.failure()).hasMessageContaining("it was stopped");
        assertThat(results.sessions()).hasSize(2);
    }

    @BrowserSession
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class StoppingTestCases {
        @Test
        @Order(1)
        void stops(WebDriver driver, Session session) {
            session.stop();
            assertThat(session.ttlLeft()).isZero();
            driver.getTitle();
        }

        @Test
        @Order(2)
        void goesOn(WebDriver driver) {
            driver.getTitle();
        }
    }

    @Test
    void aKeeperThatDiesFailsNoTestThatDoesNotNeedItAndTheNextTestGetsANewOne() {
        var results = kit().run(KeeperlessTestCases.class);
        results.allPassed(2);
        assertThat(results.sessions()).hasSize(2);
        assertThat(results.linesWith("WARNING The keeper is gone; another one takes its place."))
                .hasSize(1);
        assertThat(Leftovers.browsers()).isEmpty();
        assertThat(Leftovers.directories()).isEmpty();
    }

    @Test
    void aKeeperThatDiesUnderATestIsItsFailure() {
        var results = kit().run(KeeperKillingTestCases.class);
        assertThat(results.failure())
                .isInstanceOf(SessionEndedException.class)
                .hasMessageContaining("the connection to it was lost: the keeper (pid ");
    }

    @BrowserSession
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class KeeperlessTestCases {
        @Test
        @Order(1)
        void kills(WebDriver driver) {
            driver.getTitle();
            killTheKeeper();
        }

        @Test
        @Order(2)
        void goesOn(WebDriver driver) {
            driver.getTitle();
        }
    }

    @BrowserSession
    static class KeeperKillingTestCases {
        @Test
        void killsUnderItself(WebDriver driver) {
            killTheKeeper();
            driver.getTitle();
        }
    }

    private static void killTheKeeper() {
        ProcessHandle keeper = ProcessHandle.allProcesses()
                .filter(process ->
                        Leftovers.commandLineOf(process.pid()).contains("--directory " + Leftovers.stateDirectory()))
                .findFirst()
                .orElseThrow();
        assertThat(keeper.destroyForcibly()).isTrue();
        keeper.onExit().join();
    }

    @Test
    void beforeSessionStopSeesThePageAsTheTestsLeftIt() {
        HookTestCases.seen.clear();
        andNothingIsLeft(kit().run(HookTestCases.class).allPassed(1));
        assertThat(HookTestCases.seen).containsExactly("left");
    }

    @BrowserSession(isolation = Isolation.NONE)
    static class HookTestCases {
        static List<String> seen = new ArrayList<>();

        @Test
        void test(WebDriver driver) {
            driver.get("data:text/html,<title>left</title>");
        }

        @BeforeSessionStop
        static void look(WebDriver driver) {
            seen.add(driver.getTitle());
        }
    }

    @Test
    void aFailingBeforeSessionStopFailsNoTestAndIsReported() {
        var results = andNothingIsLeft(kit().run(FailingHookTestCases.class).allPassed(1));
        assertThat(results.linesWith("WARNING @BeforeSessionStop")).hasSize(1);
    }

    @BrowserSession(isolation = Isolation.NONE)
    static class FailingHookTestCases {
        @Test
        void test(WebDriver driver) {
            driver.getTitle();
        }

        @BeforeSessionStop
        static void fails(WebDriver driver) {
            assertThat(driver.getTitle()).isEmpty();
            throw new IllegalStateException("on purpose");
        }
    }

    @Test
    void beforeSessionStopUnderContextIsRefused() {
        assertThat(kit().run(ContextHookTestCases.class).failure()).hasMessageContaining("isolation = CONTEXT");
    }

    @BrowserSession
    static class ContextHookTestCases {
        @Test
        void test() {}

        @BeforeSessionStop
        static void look(WebDriver driver) {}
    }

    @Test
    void beforeSessionStopThatWouldNeverRunIsRefused() {
        assertThat(kit().run(MisplacedHookTestCases.class).failure()).hasMessageContaining("would never run");
    }

    @BrowserSession(isolation = Isolation.NONE)
    static class MisplacedHookTestCases {
        @Nested
        class Inner {
            @Test
            void test() {}

            @BeforeSessionStop
            static void look(WebDriver driver) {}
        }
    }

    @Test
    void aMethodsOwnSessionHasItsHookToo() {
        MethodHookTestCases.runs = 0;
        andNothingIsLeft(kit().run(MethodHookTestCases.class).allPassed(2));
        assertThat(MethodHookTestCases.runs).isEqualTo(2);
    }

    @BrowserSession(isolation = Isolation.NONE)
    static class MethodHookTestCases {
        static int runs;

        @Test
        void ofClass(WebDriver driver) {
            driver.getTitle();
        }

        @Test
        @BrowserSession(ttl = "2m")
        void own(WebDriver driver) {
            driver.getTitle();
        }

        @BeforeSessionStop
        static void count(Session session) {
            runs++;
        }
    }
}
