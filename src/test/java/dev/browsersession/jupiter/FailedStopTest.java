package dev.browsersession.jupiter;

import static dev.browsersession.testkit.Kit.kit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.BrowserSession;
import dev.browsersession.Session;
import dev.browsersession.fake.FakeCloud;
import dev.browsersession.fake.FakeJar;
import dev.browsersession.testkit.CapturedLog;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that its provider does not stop at once. */
class FailedStopTest {

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
        cloud.close();
    }

    @Test
    void failsNoTestAndIsInTheSummaryOfTheRun() {
        FakeCloud.Trouble broken = FakeCloud.status(500);
        cloud.trouble("DELETE", broken, broken, broken, broken, broken);
        var results = kit().with(
                        "browser.session.provider-path", FakeJar.in(outside).toString())
                .with("browser.session.fake.url", cloud.url())
                .run(FakeTestCases.class)
                .allPassed(1);
        assertThat(results.linesWith("was not seen to stop")).hasSize(1);
        try (CapturedLog log = CapturedLog.start()) {
            JvmOwner.closeCurrent();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("1 session, 1 test", "Not all went well: Session fake-1 was not seen to stop")
                    .contains("status 500; the keeper goes on trying");
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(cloud.running()).isEmpty());
        assertThat(cloud.requests("DELETE")).isEqualTo(6);
    }

    @BrowserSession(provider = "fake")
    static class FakeTestCases {
        @Test
        void one(Session session) {
            assertThat(session.id()).isEqualTo("fake-1");
        }
    }
}
