package dev.browsersession.keeper.server.browserbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.keeper.OwnKeeper;
import dev.browsersession.keeper.server.ServedByThisJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a session by its timeout, which clients cannot ask to be as short as here. It counts while a browser starts, too. */
class TimedOutSessionTest {

    private static final SessionRequest SHORT = new SessionRequest(
            SessionRequest.DEFAULT_PROJECT,
            Duration.ofSeconds(15),
            true,
            "us-west-2",
            Optional.empty(),
            new BrowserSettings(Optional.empty(), List.of()));

    @TempDir
    private Path directory;

    @Test
    void itHasTimedOutAndItsBrowserIsStopped() throws Exception {
        try (OwnKeeper keeper = OwnKeeper.start(
                Files.createDirectory(directory.resolve("keeper")),
                Files.createDirectory(directory.resolve("work")),
                "test")) {
            SessionBook book = new SessionBook(
                    Terms.of(Plan.PAID, 1, Duration.ofMinutes(5)),
                    InstantSource.system(),
                    () -> System.nanoTime() / 1_000_000);
            RunningSessions running = new RunningSessions(book, ServedByThisJvm.sessions(keeper));

            RunningSession session = running.create(SHORT);

            await().atMost(Duration.ofSeconds(45))
                    .until(() -> session.booked().status().over());
            assertThat(session.booked().status()).isEqualTo(Status.TIMED_OUT);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> session.served().gone().isDone());
            assertThat(session.served().gone().join().verified()).isTrue();
            assertThat(running.find(session.booked())).isEmpty();
        }
    }
}
