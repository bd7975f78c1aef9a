package dev.browsersession.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BeforeSessionStop;
import dev.browsersession.BrowserSession;
import dev.browsersession.ConfigurationException;
import dev.browsersession.Isolation;
import dev.browsersession.Scope;
import dev.browsersession.Session;
import dev.browsersession.SessionConflictException;
import dev.browsersession.testkit.Results;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

/** {@code shared} within one JVM. With several JVMs and runs: the projects in integration-tests. */
class SharedTest extends SharedTestCase {

    @Test
    void classesThatNameItUseOneSession() {
        Results results =
                ownRun().run(FirstTestCases.class, SecondTestCases.class).allPassed(2);
        assertThat(USED).hasSize(1);
        assertThat(results.linesWith("is up for")).hasSize(1);
        assertThat(results.linesWith("is used by")).hasSize(1);
        assertThat(results.linesWith("is given back")).hasSize(2);
    }

    @BrowserSession(shared = "one")
    static class FirstTestCases {
        @Test
        void uses(WebDriver driver, Session session) {
            USED.add(session.id());
            assertThat(session.keepAlive()).isTrue();
            driver.get("data:text/html,<title>first</title>");
        }
    }

    @BrowserSession(shared = "one")
    static class SecondTestCases {
        @Test
        void uses(WebDriver driver, Session session) {
            USED.add(session.id());
            assertThat(driver.getTitle()).as("a context of its own").isEmpty();
        }
    }

    @Test
    void underNoneTheNextClassFindsThePageAsTheLastOneLeftIt() {
        ownRun().run(LeavesTestCases.class, FindsTestCases.class).allPassed(2);
        assertThat(USED).hasSize(1);
    }

    @BrowserSession(shared = "state", isolation = Isolation.NONE)
    static class LeavesTestCases {
        @Test
        void leaves(WebDriver driver, Session session) {
            USED.add(session.id());
            driver.get("data:text/html,<title>left here</title>");
        }
    }

    @BrowserSession(shared = "state", isolation = Isolation.NONE)
    static class FindsTestCases {
        @Test
        void finds(WebDriver driver, Session session) {
            USED.add(session.id());
            assertThat(driver.getTitle()).isEqualTo("left here");
        }
    }

    @Test
    void anotherSpecUnderTheSameNameFailsItsClass() {
        Results results = ownRun().run(FirstTestCases.class, OtherSpecTestCases.class);
        assertThat(results.failure())
                .hasCauseInstanceOf(SessionConflictException.class)
                .hasMessageContaining("They differ in ttl");
        assertThat(results.passed()).isEqualTo(1);
    }

    @BrowserSession(shared = "one", ttl = "7m")
    static class OtherSpecTestCases {
        @Test
        void uses(Session session) {
            USED.add(session.id());
        }
    }

    @Test
    void scopeTestContradictsIt() {
        assertThat(ownRun().run(OfOneTestCases.class).failure())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("scope = TEST contradict each other");
    }

    @BrowserSession(shared = "one", scope = Scope.TEST)
    static class OfOneTestCases {
        @Test
        void uses(Session session) {
            USED.add(session.id());
        }
    }

    @Test
    void keepAliveFalseContradictsIt() {
        assertThat(ownRun().run(NotKeptTestCases.class).failure())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("keepAlive = false contradict each other");
    }

    @BrowserSession(shared = "one", keepAlive = false)
    static class NotKeptTestCases {
        @Test
        void uses(Session session) {
            USED.add(session.id());
        }
    }

    @Test
    void aHookBeforeItsStopIsRefused() {
        assertThat(ownRun().run(HookTestCases.class).failure())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Use @AfterAll");
    }

    @BrowserSession(shared = "one", isolation = Isolation.NONE)
    static class HookTestCases {
        @BeforeSessionStop
        static void logOut(WebDriver driver) {
            driver.get("about:blank");
        }

        @Test
        void uses(Session session) {
            USED.add(session.id());
        }
    }

    @Test
    void theReachOfTheNameIsASettingBesideTheScope() {
        ownRun().with("browser.session.scope", "user").run(FirstTestCases.class).allPassed(1);
        ownRun().with("browser.session.scope", "project")
                .run(FirstTestCases.class)
                .allPassed(1);
        assertThat(USED).as("two reaches, two sessions").hasSize(2);
    }
}
