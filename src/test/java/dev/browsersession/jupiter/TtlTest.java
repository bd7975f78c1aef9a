package dev.browsersession.jupiter;

import static dev.browsersession.testkit.Kit.kit;
import static dev.browsersession.testkit.Kit.provider;
import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserSession;
import dev.browsersession.ConfigurationException;
import dev.browsersession.Isolation;
import dev.browsersession.Session;
import dev.browsersession.SessionEndedException;
import dev.browsersession.SessionExpiredException;
import dev.browsersession.testkit.Leftovers;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;

class TtlTest {

    private static void awaitExpiry(Session session) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> session.ttlLeft()
                .isZero());
    }

    @Test
    void expiryUnderARunningTestIsItsFailureInOneSentence() {
        var results = kit().run(ExpiringTestCases.class);
        assertThat(results.failure())
                .isInstanceOf(SessionEndedException.class)
                .hasMessageMatching("Session \\S+ \\(" + provider()
                        + "\\) ended while \\S+ExpiringTestCases.waits was running: its ttl of 8s"
                        + " was reached at \\d\\d:\\d\\d:\\d\\d\\.")
                .hasCauseInstanceOf(WebDriverException.class);
        assertThat(Leftovers.directories()).isEmpty();
    }

    @BrowserSession(ttl = "8s")
    static class ExpiringTestCases {
        @Test
        void waits(ChromeDriver driver) {
            driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(5));
            driver.executeAsyncScript("/* never calls back */");
        }
    }

    @Test
    void underContextASessionThatHasExpiredIsReplaced() {
        var results = kit().run(ReplacedTestCases.class).allPassed(2);
        assertThat(results.sessions()).hasSize(2);
    }

    @BrowserSession(ttl = "8s")
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class ReplacedTestCases {
        @Test
        @Order(1)
        void first(Session session) {
            awaitExpiry(session);
        }

        @Test
        @Order(2)
        void second(Session session) {
            assertThat(session.ttlLeft()).isLessThanOrEqualTo(Duration.ofSeconds(8));
        }
    }

    @Test
    void aSessionWithTooLittleTtlLeftIsReplacedBeforeTheTest() {
        var results = kit().with("browser.session.min-left", "9m59s")
                .run(LittleLeftTestCases.class)
                .allPassed(2);
        assertThat(results.linesWith("of its ttl is left")).hasSize(1);
        assertThat(results.sessions()).hasSize(2);
    }

    @BrowserSession(ttl = "10m")
    static class LittleLeftTestCases {
        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void test(int time, Session session, WebDriver driver) {
            Awaitility.await().until(() -> session.ttlLeft().compareTo(Duration.ofSeconds(598)) < 0);
        }
    }

    @Test
    void underNoneAnExpiredSessionIsAnErrorSinceItsStateIsGone() {
        var results = kit().run(ExpiredNoneTestCases.class);
        assertThat(results.passed()).isEqualTo(1);
        assertThat(results.failure())
                .hasRootCauseInstanceOf(SessionExpiredException.class)
                .hasStackTraceContaining("its ttl of 8s was reached");
        assertThat(results.sessions()).hasSize(1);
    }

    @BrowserSession(ttl = "8s", isolation = Isolation.NONE)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class ExpiredNoneTestCases {
        @Test
        @Order(1)
        void first(Session session) {
            awaitExpiry(session);
        }

        @Test
        @Order(2)
        void second(WebDriver driver) {
            driver.getTitle();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "five minutes", "-5m", "0s", "PT", "5 m"})
    void aTtlThatIsNoneFailsBeforeAnyBrowserStarts(String ttl) {
        var results = kit().with("browser.session.override.ttl", ttl).run(AnyTestCases.class);
        assertThat(results.failure())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("browser.session.override.ttl")
                .hasMessageContaining("\"" + ttl + "\"");
        assertThat(results.sessions()).isEmpty();
    }

    @BrowserSession
    static class AnyTestCases {
        @Test
        void test(WebDriver driver) {}
    }
}
