package dev.browsersession.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.browsersession.BrowserServer;
import dev.browsersession.ProviderException;
import dev.browsersession.SessionLimitException;
import dev.browsersession.config.Settings;
import dev.browsersession.lease.Keeper;
import dev.browsersession.lease.Lease;
import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.SessionSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

/** A server that launches browsers when they are connected to, and says only then that it has no room for another one. */
class FullServerTest {

    private static final Duration NET = Duration.ofSeconds(30);

    @TempDir
    Path state;

    private BrowserServer server;
    private final List<String> waiting = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        server = BrowserServer.builder()
                .maxSessions(1)
                .behaviour("browserless.sessions", "false")
                .behaviour("browserless.pressure", "false")
                .behaviour("browserless.max-ttl", "60000")
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Keeper open() {
        Map<String, String> parameters = Map.of(
                "browser.session.state-dir", state.toString(),
                "browser.session.keeper", "embedded",
                "browser.session.sweep-age", "0");
        Keeper keeper = Keeper.open(new Settings(name -> Optional.ofNullable(parameters.get(name)), Map.of()));
        keeper.whenWaiting(waiting::add);
        return keeper;
    }

    private Acquire browser(String holder, Duration wait) {
        return browser(holder, wait, Duration.ofMinutes(1));
    }

    private Acquire browser(String holder, Duration wait, Duration ttl) {
        Map<String, String> options =
                Map.of("browserless.endpoint", server.url().toString());
        return new Acquire(
                new SessionSpec("browserless", ttl.toMillis(), true, options, null),
                Map.of(),
                Access.NONE,
                wait.toMillis(),
                null,
                holder,
                null);
    }

    @Test
    void whoFindsItFullWaitsUntilThereIsRoom() throws Exception {
        try (Keeper keeper = open()) {
            Lease there = keeper.acquire(browser("ThereTest", NET));
            CompletableFuture<Lease> next =
                    CompletableFuture.supplyAsync(() -> keeper.acquire(browser("NextTest", NET)));
            await().atMost(NET).until(() -> !waiting.isEmpty());
            assertThat(waiting.get(0))
                    .startsWith("NextTest waits for a session of provider browserless, nobody before it.")
                    .contains("answered with status 429: \"Too many requests: ")
                    .contains("places are taken by: " + there.session().id() + " of ThereTest");
            there.release(false);
            next.get(NET.toSeconds(), TimeUnit.SECONDS).release(false);
            assertThat(listed()).isEqualTo("[]");
        }
    }

    @Test
    void whoHasWaitedLongEnoughIsToldWhatTheServerSaid() throws Exception {
        try (Keeper keeper = open()) {
            Lease there = keeper.acquire(browser("ThereTest", NET));
            assertThatThrownBy(() -> keeper.acquire(browser("LateTest", Duration.ofMillis(300))))
                    .isInstanceOf(SessionLimitException.class)
                    .hasMessageContaining("Too many requests: ");
            there.release(false);
            assertThat(listed()).isEqualTo("[]");
        }
    }

    @Test
    void whatElseTheServerRefusesIsToldInItsWords() throws Exception {
        try (Keeper keeper = open()) {
            assertThatThrownBy(() -> keeper.acquire(browser("LongTest", NET, Duration.ofMinutes(5))))
                    .isExactlyInstanceOf(ProviderException.class)
                    .hasMessageContaining(
                            "answered with status 401: \"The plan allows a timeout of 60000 ms at most.\"."
                                    + " Check the ttl and the options browserless.*");
            assertThat(waiting).isEmpty();
            assertThat(listed()).isEqualTo("[]");
        }
    }

    private String listed() throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.url() + "/sessions"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
