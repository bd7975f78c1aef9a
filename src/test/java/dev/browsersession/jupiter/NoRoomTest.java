package dev.browsersession.jupiter;

import static dev.browsersession.testkit.Kit.kit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.BrowserSession;
import dev.browsersession.Session;
import dev.browsersession.SessionLimitException;
import dev.browsersession.config.Settings;
import dev.browsersession.fake.FakeCloud;
import dev.browsersession.fake.FakeJar;
import dev.browsersession.testkit.Kit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test classes at a provider that has no room for another session. */
class NoRoomTest {

    private static final Duration NET = Duration.ofSeconds(30);

    @TempDir
    Path outside;

    private FakeCloud cloud;

    @BeforeEach
    void start() {
        JvmOwner.closeCurrent();
        cloud = FakeCloud.start();
    }

    @AfterEach
    void close() {
        JvmOwner.closeCurrent();
        await().atMost(NET).untilAsserted(() -> assertThat(cloud.running()).isEmpty());
        cloud.close();
    }

    private Kit fake() {
        return kit().with("browser.session.provider-path", FakeJar.in(outside).toString())
                .with("browser.session.run", "0")
                .with("browser.session.tag", "shop")
                .with("browser.session.fake.url", cloud.url());
    }

    @Test
    void aTestThatStandsStillSaysOnceWhy() {
        cloud.trouble("POST", FakeCloud.tooMany(2), FakeCloud.tooMany(1));
        var results = fake().run(OneTestCases.class).allPassed(1);
        assertThat(results.linesWith("waits for a session of provider fake"))
                .singleElement()
                .asString()
                .startsWith("INFO NoRoomTest.OneTestCases waits for")
                .contains("too many sessions", "120.0 s at most (browser.session.acquire-timeout)");
    }

    @Test
    void aClassWaitsOnceForAllOfItsTests() {
        cloud.allow(0);
        Map<String, Throwable> failures = fake().with("browser.session.acquire-timeout", "1s")
                .run(ManyTestCases.class)
                .failures();
        assertThat(failures.values())
                .hasSize(3)
                .extracting(NoRoomTest::limit)
                .allSatisfy(limit -> assertThat(limit).hasMessageContaining("too many sessions"))
                .filteredOn(limit ->
                        limit.getMessage().contains("A test before it got none either, so this one did not wait."))
                .hasSize(2)
                .allSatisfy(limit -> assertThat(limit).hasMessageFindingMatch("it waited 0\\.\\d s"));
    }

    private static Throwable limit(Throwable failure) {
        return failure instanceof SessionLimitException ? failure : limit(failure.getCause());
    }

    @Test
    void aClassThatWouldWaitForTheSessionOfTheOneAroundItFailsAtOnce() {
        long start = System.nanoTime();
        Map<String, Throwable> failures = fake().with("browser.session.max-sessions", "1")
                .run(AroundTestCases.class)
                .failures();
        System.out.printf("failed after %d ms%n", (System.nanoTime() - start) / 1_000_000);
        assertThat(failures).containsOnlyKeys("inner(Session)");
        assertThat(failures.get("inner(Session)"))
                .rootCause()
                .isInstanceOf(SessionLimitException.class)
                .hasMessageContaining("fake-1 of NoRoomTest.AroundTestCases (process ")
                .hasMessageContaining("is given back only after it, and there is room for no other."
                        + " browser.session.max-sessions allows 1 at a time.");
        assertThat(cloud.requests("POST")).isEqualTo(1);
    }

    @Test
    void whatEarlierRunsLeftIsInTheSummary() {
        String left = cloud.has("shop-0badcafe-00000001", Duration.ofHours(3));
        fake().run(OneTestCases.class).allPassed(1);
        await().atMost(NET).untilAsserted(() -> assertThat(
                        JvmOwner.current(Settings.ofThisJvm()).summary().text())
                .contains(
                        "Earlier runs of this project had left 1 session at provider fake: " + left, "it is stopped."));
    }

    @Test
    void whereAProviderShowsASessionIsInTheReportAndInTheSummary() {
        var results = fake().run(OneTestCases.class).allPassed(1);

        String session = results.sessions().get(0);
        String url = "https://live.example/" + session;
        assertThat(results.reported("one")).containsEntry("browser.session.live-view", url);
        assertThat(JvmOwner.current(Settings.ofThisJvm()).summary().text())
                .contains("Live views: " + session + " at " + url);
    }

    @BrowserSession(provider = "fake")
    static class OneTestCases {
        @Test
        void one(Session session) {
            assertThat(session.id()).startsWith("fake-");
        }
    }

    @BrowserSession(provider = "fake")
    static class ManyTestCases {
        @RepeatedTest(3)
        void one(Session session) {
            assertThat(session.id()).startsWith("fake-");
        }
    }

    @BrowserSession(provider = "fake")
    static class AroundTestCases {
        @Test
        void around(Session session) {
            assertThat(session.id()).isEqualTo("fake-1");
        }

        @Nested
        @BrowserSession(provider = "fake", ttl = "2m")
        class InnerTestCases {
            @Test
            void inner(Session session) {
                assertThat(session.id()).isEqualTo("fake-1");
            }
        }
    }
}
