package dev.browsersession.jupiter;

import static dev.browsersession.testkit.Kit.kit;
import static dev.browsersession.testkit.Leftovers.andNothingIsLeft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.browsersession.BrowserSession;
import dev.browsersession.Isolation;
import dev.browsersession.Scope;
import dev.browsersession.Session;
import dev.browsersession.testkit.PageServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.NoSuchSessionException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;

/** What tests get of sessions, one after the other. */
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
    void aTestMayStopItsSessionEarly() {
        var results = andNothingIsLeft(kit().run(StoppingTestCases.class));
        assertThat(results.failures()).hasSize(1);
        assertThat(results.failure()).hasMessageContaining("was running: it was stopped: its test did so at ");
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
}
