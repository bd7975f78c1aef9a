package dev.browsersession.jupiter;

import static dev.browsersession.testkit.Kit.kit;
import static dev.browsersession.testkit.Kit.provider;
import static dev.browsersession.testkit.Leftovers.andNothingIsLeft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserSession;
import dev.browsersession.Connected;
import dev.browsersession.SessionEndedException;
import dev.browsersession.config.Settings;
import dev.browsersession.it.LinuxProcess;
import dev.browsersession.testkit.Leftovers;
import dev.browsersession.testkit.PageServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.NoSuchWindowException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;

/** Whatever fails, the session is stopped, and the failure says why. */
class FailureTest {

    static PageServer pages;

    @BeforeAll
    static void serve() {
        pages = PageServer.start();
    }

    @AfterAll
    static void close() {
        pages.close();
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
                TimedOutTestCases.class,
                TimedOutInAThreadOfItsOwnTestCases.class,
                FailingCallbacksTestCases.class
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
            driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(5));
            driver.executeAsyncScript("/* never calls back */");
        }
    }

    @BrowserSession
    static class TimedOutInAThreadOfItsOwnTestCases {
        @Test
        @Timeout(value = 1, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void hangs(ChromeDriver driver) {
            driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(5));
            driver.executeAsyncScript("/* never calls back */");
        }
    }

    static class FailingCallbacks implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {
        @Override
        public void beforeEach(ExtensionContext context) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public void afterEach(ExtensionContext context) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public void afterAll(ExtensionContext context) {
            throw new IllegalStateException("on purpose");
        }
    }

    @BrowserSession
    @ExtendWith(FailingCallbacks.class)
    static class FailingCallbacksTestCases {
        @Connected
        WebDriver driver;

        @Test
        void test() {}
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

    /** Of a browser elsewhere nobody here learns that it has crashed. */
    @Tag("local")
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

    /** Chrome closes its pages first, and ends when the driver has said so: a page that closes before its browser is killed. */
    @Tag("local")
    @Test
    void aTestWhoseBrowserClosesItsPagesAndEndsFailsWithTheReason() {
        var results = andNothingIsLeft(kit().run(EndingTestCases.class));
        assertThat(results.failure())
                .isInstanceOf(SessionEndedException.class)
                .hasMessageContaining("its browser crashed: ")
                .hasCauseInstanceOf(NoSuchWindowException.class);
    }

    @BrowserSession(keepAlive = true)
    static class EndingTestCases {
        @Test
        void ends(WebDriver driver) {
            ProcessHandle browser = browser();
            driver.switchTo().newWindow(WindowType.TAB);
            driver.close();
            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(browser::destroyForcibly);
            driver.getTitle();
        }
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

    private static ProcessHandle browser() {
        List<LinuxProcess> browsers = Leftovers.browsersOf(Leftovers.stateDirectory());
        assertThat(browsers).as("browsers").isNotEmpty();
        return ProcessHandle.of(browsers.get(0).pid()).orElseThrow();
    }

    private static void killTheBrowser() {
        assertThat(browser().destroyForcibly()).isTrue();
    }

    @Test
    void aKeeperThatDiesFailsNoTestThatDoesNotNeedItAndTheNextTestGetsANewOne() {
        var results = kit().run(KeeperlessTestCases.class);
        results.allPassed(2);
        assertThat(results.sessions()).hasSize(2);
        assertThat(results.linesWith("WARNING The keeper is gone; another one takes its place."))
                .hasSize(1);
        // Elsewhere the next keeper stops what it finds beside its other work.
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(Leftovers.browsers()).isEmpty();
            assertThat(Leftovers.directories()).isEmpty();
        });
    }

    @Test
    void aKeeperThatDiesUnderATestIsItsFailure() {
        var results = kit().run(KeeperKillingTestCases.class);
        assertThat(results.failure())
                .isInstanceOf(SessionEndedException.class)
                .hasMessageMatching("Session \\S+ \\(" + provider()
                        + "\\) ended while .* was running: its keeper \\(process \\d+, log"
                        + " \\S+\\) ended at [0-9:]{8}\\.");
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

    /** The one of this JVM: in the same state directory there may be another one, which is about to leave. */
    private static void killTheKeeper() {
        Path log = Path.of(JvmOwner.current(Settings.ofThisJvm()).keeper().log());
        ProcessHandle keeper = Leftovers.keepersOf(Leftovers.stateDirectory()).stream()
                .filter(process -> Leftovers.commandLineOf(process.pid()).contains("--directory " + log.getParent()))
                .findFirst()
                .orElseThrow();
        assertThat(keeper.destroyForcibly()).isTrue();
        keeper.onExit().join();
    }
}
