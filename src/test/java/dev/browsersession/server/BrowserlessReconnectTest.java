package dev.browsersession.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.BrowserServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BrowserlessReconnectTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static BrowserServer server;
    private static ServerClient http;
    private static String base;

    @BeforeAll
    static void start() {
        server = BrowserServer.builder().token("s3cret").maxSessions(2).start();
        http = new ServerClient(server.url());
        base = "ws://" + server.url().getAuthority();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingIsLeft() {
        await().atMost(LIMIT).until(() -> running() == 0);
    }

    private static JsonNode list() throws Exception {
        return ServerClient.json(http.get("/sessions?token=s3cret"));
    }

    private static int running() throws Exception {
        return list().size();
    }

    /** To the only browser there is. */
    private static int connected() throws Exception {
        return list().path(0).path("numbConnected").asInt(0);
    }

    @Test
    void who_asks_for_it_finds_the_browser_again() {
        String endpoint;
        String target;
        try (CdpClient client = CdpClient.connect(base + "/?token=s3cret")) {
            String page = client.page("about:blank");
            client.evaluate(page, "window.memory = 42");
            target = client.result(page, "Target.getTargetInfo", Map.of())
                    .path("targetInfo")
                    .path("targetId")
                    .asString();
            // Longer than the test waits: who has come back does not leave it behind a second time.
            JsonNode result = client.result(page, "Browserless.reconnect", Map.of("timeout", 120_000));
            assertThat(result.has("error") && result.get("error").isNull()).isTrue();
            endpoint = result.path("browserWSEndpoint").asString();
            assertThat(endpoint).startsWith(base + "/reconnect/").doesNotContain("s3cret");
            client.disconnect();
        }
        assertThat(CdpClient.statusOf(endpoint)).isEqualTo(401);
        try (CdpClient again = CdpClient.connect(endpoint + "?token=s3cret")) {
            assertThat(again.evaluate(again.attach(target), "window.memory").asInt())
                    .isEqualTo(42);
        }
        await().atMost(LIMIT).until(() -> CdpClient.statusOf(endpoint + "?token=s3cret") == 404);
    }

    @Test
    void who_joins_and_leaves_does_not_undo_what_another_has_asked_for() throws Exception {
        try (CdpClient client = CdpClient.connect(base + "/?token=s3cret")) {
            String endpoint = client.result(null, "Browserless.reconnect", Map.of("timeout", 120_000))
                    .path("browserWSEndpoint")
                    .asString();
            String joined = list().path(0).path("browserWSEndpoint").asString();
            CdpClient.connect(joined + "?token=s3cret").disconnect();
            await().atMost(LIMIT).until(() -> connected() == 1);

            client.disconnect();
            await().atMost(LIMIT).until(() -> connected() == 0);

            CdpClient.connect(endpoint + "?token=s3cret").disconnect();
        }
    }

    @Test
    void a_browser_that_nobody_comes_back_to_ends() {
        String endpoint;
        try (CdpClient client = CdpClient.connect(base + "/?token=s3cret")) {
            endpoint = client.result(null, "Browserless.reconnect", Map.of("timeout", 300))
                    .path("browserWSEndpoint")
                    .asString();
        }
        await().atMost(LIMIT).until(() -> running() == 0);
        assertThat(CdpClient.statusOf(endpoint + "?token=s3cret")).isEqualTo(404);
        assertThat(CdpClient.statusOf(base + "/reconnect/unknown?token=s3cret")).isEqualTo(404);
    }

    @Test
    void who_comes_back_in_time_has_the_browser_for_longer_than_that() {
        String endpoint;
        try (CdpClient client = CdpClient.connect(base + "/?token=s3cret")) {
            endpoint = client.result(null, "Browserless.reconnect", Map.of("timeout", 5_000))
                    .path("browserWSEndpoint")
                    .asString();
            client.disconnect();
        }
        try (CdpClient back = CdpClient.connect(endpoint + "?token=s3cret")) {
            String page = back.page("about:blank");

            await().during(Duration.ofSeconds(6))
                    .atMost(LIMIT)
                    .until(() -> back.evaluate(page, "1").asInt() == 1);
        }
    }

    @Test
    void a_word_that_was_agreed_on_takes_the_place_of_the_token() {
        String endpoint;
        try (CdpClient client = CdpClient.connect(base + "/?token=s3cret")) {
            endpoint = client.result(null, "Browserless.reconnect", Map.of("timeout", 20_000, "auth", "word"))
                    .path("browserWSEndpoint")
                    .asString();
        }
        assertThat(CdpClient.statusOf(endpoint + "?token=s3cret")).isEqualTo(401);
        CdpClient.connect(endpoint + "?token=word").close();
    }

    @Test
    void a_reconnect_without_a_timeout_is_an_error_in_the_result() {
        try (CdpClient client = CdpClient.connect(base + "/?token=s3cret")) {
            assertThat(client.result(null, "Browserless.reconnect", Map.of())
                            .path("error")
                            .asString())
                    .contains("timeout");
        }
    }

    @Test
    void closing_the_browser_ends_it_although_it_was_to_be_kept() throws Exception {
        try (CdpClient client = CdpClient.connect(base + "/?token=s3cret")) {
            client.result(null, "Browserless.reconnect", Map.of("timeout", 20_000));
            client.result(null, "Browser.close", Map.of());
            assertThat(client.closedWith()).isIn(1000, 1001);
        }
        await().atMost(Duration.ofSeconds(15)).until(() -> running() == 0);
    }
}
