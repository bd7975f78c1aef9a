package dev.browsersession.jupiter;

import static dev.browsersession.testkit.Kit.kit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.BrowserSession;
import dev.browsersession.Isolation;
import dev.browsersession.Session;
import dev.browsersession.SessionEndedException;
import dev.browsersession.SessionExpiredException;
import dev.browsersession.cdp.Chromium;
import dev.browsersession.fake.FakeCloud;
import dev.browsersession.fake.FakeJar;
import dev.browsersession.testkit.Kit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;

/** A session that is somewhere else, and ends there while a test is using it. */
class EndsAtTheProviderTest {

    private static FakeCloud cloud;
    private static Chromium browser;
    private static Runnable trouble;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws Exception {
        JvmOwner.closeCurrent();
        browser = Chromium.start(directory);
        cloud = FakeCloud.start();
        cloud.browser(browser.url());
    }

    @AfterEach
    void close() {
        JvmOwner.closeCurrent();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(cloud.running()).isEmpty());
        cloud.close();
        browser.close();
    }

    private Kit fake() {
        return kit().with("browser.session.provider-path", FakeJar.in(directory).toString())
                .with("browser.session.sweep-age", "0")
                .with("browser.session.fake.url", cloud.url());
    }

    private Throwable failureWhen(Runnable happens) {
        trouble = happens;
        Throwable failure = fake().run(OneTestCases.class).failure();
        System.out.println(failure.getMessage());
        return failure;
    }

    @Test
    void itsStatusIsInTheFailureOfTheTest() {
        assertThat(failureWhen(() -> cloud.end("fake-1", "ERROR")))
                .isExactlyInstanceOf(SessionEndedException.class)
                .hasMessageStartingWith("Session fake-1 (fake) ended while EndsAtTheProviderTest.OneTestCases.one was"
                        + " running: its provider has ended it: the fake cloud says ERROR at ")
                .hasCauseInstanceOf(WebDriverException.class);
    }

    @Test
    void oneThatIsKeptAliveIsLookedAtAgainWhenItCannotBeReconnected() {
        trouble = () -> cloud.trouble("GET", FakeCloud.endsAfter("fake-1", "ERROR"));
        assertThat(fake().run(KeptTestCases.class).failure())
                .isExactlyInstanceOf(SessionEndedException.class)
                .hasMessageContaining("running: its provider has ended it: the fake cloud says ERROR at ");
    }

    @Test
    void aTimeThatIsOverIsSaidToBeThat() {
        assertThat(failureWhen(() -> cloud.end("fake-1", "TIMED_OUT")))
                .isExactlyInstanceOf(SessionEndedException.class)
                .hasMessageContaining("its provider ended it, its time being over: the fake cloud says TIMED_OUT"
                        + " (its ttl was 5m)");
    }

    @Test
    void aLookThatFailsIsSaidWithTheLossOfTheConnection() {
        FakeCloud.Trouble broken = FakeCloud.status(503);
        assertThat(failureWhen(() -> cloud.trouble("GET", broken, broken, broken)))
                .hasMessageContaining("running: the connection to it was lost: ")
                .hasMessageContaining(
                        "; whether it still runs is not known: the fake cloud answered a look at session fake-1 with"
                                + " status 503");
    }

    @Test
    void aLookThatIsNotAnsweredIsGivenUpAndSaidToo() {
        assertThat(failureWhen(() -> cloud.trouble("GET", FakeCloud.silence())))
                .hasMessageContaining("running: the connection to it was lost: ")
                .hasMessageContaining(
                        "; whether it still runs is not known: Provider fake, asked how session fake-1 is,"
                                + " has not answered within 15000 ms");
    }

    @Test
    void aTestThatCountsOnTheStateOfOneWhoseTimeIsOverFailsWithThat() {
        trouble = () -> cloud.end("fake-1", "TIMED_OUT");
        Map<String, Throwable> failures = fake().run(StateTestCases.class).failures();
        assertThat(failures.get("first(WebDriver)")).isExactlyInstanceOf(SessionEndedException.class);
        assertThat(failures.get("second(Session)"))
                .cause()
                .isExactlyInstanceOf(SessionExpiredException.class)
                .hasMessageContaining("its time being over: the fake cloud says TIMED_OUT")
                .hasMessageContaining("raise its ttl");
    }

    private static void goesAway(WebDriver driver) {
        trouble.run();
        browser.close();
        driver.getTitle();
    }

    @BrowserSession(provider = "fake", ttl = "5m")
    static class OneTestCases {
        @Test
        void one(WebDriver driver) {
            goesAway(driver);
        }
    }

    @BrowserSession(provider = "fake", ttl = "5m", keepAlive = true)
    static class KeptTestCases {
        @Test
        void one(WebDriver driver) {
            goesAway(driver);
        }
    }

    @BrowserSession(provider = "fake", isolation = Isolation.NONE)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class StateTestCases {
        @Test
        @Order(1)
        void first(WebDriver driver) {
            goesAway(driver);
        }

        @Test
        @Order(2)
        void second(Session session) {
            assertThat(session.id()).isEqualTo("fake-1");
        }
    }
}
