package dev.browsersession.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.config.Settings;
import dev.browsersession.lease.Keeper;
import dev.browsersession.lease.Lease;
import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.SessionEnd;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.protocol.Stopped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser that is kept by {@code Browserless.reconnect}, and that its server tells nobody of, lives until it is closed. */
class UnlistedBrowsersTest {

    private static final Duration NET = Duration.ofSeconds(30);

    @TempDir
    Path state;

    private UnlistedBrowserless server;

    @BeforeEach
    void start() throws Exception {
        server = UnlistedBrowserless.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Keeper open() {
        Map<String, String> parameters =
                Map.of("browser.session.state-dir", state.toString(), "browser.session.keeper", "embedded");
        return Keeper.open(new Settings(name -> Optional.ofNullable(parameters.get(name)), Map.of()));
    }

    private Acquire browser() {
        Map<String, String> options = Map.of("browserless.endpoint", server.url());
        return new Acquire(
                new SessionSpec("browserless", 300_000, true, options, null),
                Map.of(),
                Access.NONE,
                0,
                null,
                "a test",
                null);
    }

    @Test
    void itIsStoppedWhenItHasSaidThatItCloses() throws Exception {
        try (Keeper keeper = open()) {
            Stopped stopped = keeper.acquire(browser()).release(false).stopped().orElseThrow();

            assertThat(stopped.verified()).as(stopped.problem()).isTrue();
            assertThat(server.closes()).isEqualTo(1);
            assertThat(server.launches()).isEqualTo(1);
        }
    }

    @Test
    void aStopThatCouldNotCloseItIsReportedAndTriedAgainUntilItHas() throws Exception {
        try (Keeper keeper = open()) {
            Lease lease = keeper.acquire(browser());
            server.refuse(503);

            Stopped stopped = lease.release(false).stopped().orElseThrow();

            assertThat(stopped.verified()).isFalse();
            assertThat(stopped.problem()).contains("was not closed over its connection", "the keeper goes on trying");
            server.refuse(0);
            await().atMost(NET).until(() -> server.closes() == 1);
        }
    }

    @Test
    void oneThatIsNotThereAnyMoreIsStopped() throws Exception {
        try (Keeper keeper = open()) {
            Lease lease = keeper.acquire(browser());
            server.refuse(404);

            Stopped stopped = lease.release(false).stopped().orElseThrow();

            assertThat(stopped.verified()).as(stopped.problem()).isTrue();
            assertThat(server.closes()).isZero();
        }
    }

    @Test
    void oneWhoseConnectionWasLostForGoodIsClosedAsSoonAsItLetsSomebodyIn() throws Exception {
        try (Keeper keeper = open()) {
            Lease lease = keeper.acquire(browser());
            lease.open(true, null);
            server.refuse(403);
            server.cut();
            await().atMost(NET).until(() -> lease.end().isPresent());
            assertThat(lease.end().orElseThrow().cause()).isEqualTo(SessionEnd.Cause.CONNECTION_LOST);

            server.refuse(0);

            await().atMost(NET).until(() -> server.closes() == 1);
        }
    }

    @Test
    void oneThatIsNotKeptAgainMayStillLiveAndIsClosedAfterItsConnectionWasLost() throws Exception {
        server.keep(2);
        try (Keeper keeper = open()) {
            Lease lease = keeper.acquire(browser());
            lease.open(true, null);
            server.cut();
            await().atMost(NET).until(() -> lease.end().isPresent());
            assertThat(lease.end().orElseThrow().detail()).contains("it has ended with its connection (");

            await().atMost(NET).until(() -> server.closes() == 1);
        }
    }

    @Test
    void itsUrlLeadsToItAndLaunchesNoOther() throws Exception {
        try (Keeper keeper = open()) {
            Lease lease = keeper.acquire(browser());
            assertThat(lease.session().connectUrl().value()).endsWith("/reconnect/r1");
            lease.release(false);
        }
    }

    @Test
    void whereItCannotBeKeptItHasNoUrlForOthers() throws Exception {
        server.keep(0);
        try (Keeper keeper = open()) {
            Lease lease = keeper.acquire(browser());
            assertThat(lease.session().connectUrl()).isNull();
            lease.release(false);
        }
    }
}
