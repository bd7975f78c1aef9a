package dev.browsersession.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.browsersession.SessionLimitException;
import dev.browsersession.config.Settings;
import dev.browsersession.lease.Keeper;
import dev.browsersession.lease.Lease;
import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.testkit.Haste;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that has room when it is asked, and none when it is connected to: it lets who connects wait, and says nothing. */
class QueueingServerTest {

    private static final Duration NET = Duration.ofSeconds(60);

    @TempDir
    Path state;

    private final List<String> waiting = new CopyOnWriteArrayList<>();
    private Haste haste;
    private UnlistedBrowserless server;

    @BeforeEach
    void start() throws Exception {
        haste = Haste.begin();
        server = UnlistedBrowserless.start();
        server.fill();
    }

    @AfterEach
    void stop() {
        server.close();
        haste.close();
    }

    private Keeper open() {
        Map<String, String> parameters =
                Map.of("browser.session.state-dir", state.toString(), "browser.session.keeper", "embedded");
        Keeper keeper = Keeper.open(new Settings(name -> Optional.ofNullable(parameters.get(name)), Map.of()));
        keeper.whenWaiting(waiting::add);
        return keeper;
    }

    private Acquire browser(Duration wait) {
        Map<String, String> options = Map.of("browserless.endpoint", server.url());
        return new Acquire(
                new SessionSpec("browserless", 300_000, true, options, null),
                Map.of(),
                Access.NONE,
                wait.toMillis(),
                null,
                "QueueTest",
                null);
    }

    @Test
    void whoIsNotAnsweredWaitsInTheQueueUntilThereIsRoom() throws Exception {
        try (Keeper keeper = open()) {
            CompletableFuture<Lease> asking = CompletableFuture.supplyAsync(() -> keeper.acquire(browser(NET)));
            await().atMost(NET).until(() -> !waiting.isEmpty());
            assertThat(waiting.get(0))
                    .startsWith("QueueTest waits for a session of provider browserless")
                    .contains("has all the sessions that it may have: 1 of 1");

            server.makeRoom();

            asking.get(NET.toSeconds(), TimeUnit.SECONDS).release(false);
        }
    }

    @Test
    void whoHasWaitedLongEnoughIsToldThatItIsFull() throws Exception {
        try (Keeper keeper = open()) {
            assertThatThrownBy(() -> keeper.acquire(browser(Duration.ofMillis(300))))
                    .isInstanceOf(SessionLimitException.class)
                    .hasMessageContaining("has all the sessions that it may have: 1 of 1");
        }
    }
}
