package dev.browsersession.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BrowserlessPlansTest {

    @Test
    void a_server_may_be_without_the_session_api_reconnect_and_pressure() throws Exception {
        try (BrowserServer server = BrowserServer.builder()
                .behaviour("browserless.sessions", "false")
                .behaviour("browserless.reconnect", "false")
                .behaviour("browserless.pressure", "false")
                .start()) {
            String ws = "ws://" + server.url().getAuthority();
            ServerClient http = new ServerClient(server.url());

            assertThat(http.post("/session", "{\"ttl\":1000}").statusCode()).isEqualTo(404);
            assertThat(CdpClient.statusOf(ws + "/session/connect/x")).isEqualTo(404);
            assertThat(CdpClient.statusOf(ws + "/reconnect/x")).isEqualTo(404);
            assertThat(http.get("/pressure").statusCode()).isEqualTo(404);
            try (CdpClient client = CdpClient.connect(ws + "/chromium")) {
                assertThat(client.send(null, "Browserless.reconnect", Map.of("timeout", 1000))
                                .path("error")
                                .path("message")
                                .asString())
                        .contains("wasn't found");
            }
        }
    }

    @Test
    void a_plan_may_bound_the_ttl() throws Exception {
        try (BrowserServer server = BrowserServer.builder()
                .behaviour("browserless.max-ttl", "60000")
                .start()) {
            ServerClient http = new ServerClient(server.url());
            assertThat(http.post("/session", "{\"ttl\":60001}").statusCode()).isEqualTo(401);
            assertThat(http.post("/session", "{\"ttl\":60000}").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_session_of_which_no_time_is_said_lives_for_the_default_timeout() throws Exception {
        try (BrowserServer server =
                BrowserServer.builder().defaultTimeout(Duration.ofSeconds(10)).start()) {
            try (CdpClient client = CdpClient.connect("ws://" + server.url().getAuthority())) {
                assertThat(client.closedWith()).isEqualTo(1001);
            }
        }
        try (BrowserServer server =
                BrowserServer.builder().defaultTimeout(Duration.ofMinutes(2)).start()) {
            JsonNode project = ServerClient.json(new ServerClient(server.url()).get("/v1/projects/any"));
            assertThat(project.path("defaultTimeout").asInt()).isEqualTo(120);
        }
    }

    @Test
    void who_asks_for_the_version_leaves_the_room_to_others() throws Exception {
        try (BrowserServer server = BrowserServer.builder().maxSessions(1).start()) {
            ServerClient http = new ServerClient(server.url());
            assertThat(http.get("/json/version").statusCode()).isEqualTo(200);
            assertThat(http.post("/session", "{\"ttl\":60000}").statusCode()).isEqualTo(200);
            assertThat(http.get("/json/version").statusCode())
                    .as("it is known now")
                    .isEqualTo(200);
        }
    }

    @Test
    void a_full_server_tells_which_browser_it_has_all_the_same() throws Exception {
        try (BrowserServer server = BrowserServer.builder().maxSessions(1).start()) {
            ServerClient http = new ServerClient(server.url());
            assertThat(http.post("/session", "{\"ttl\":60000}").statusCode()).isEqualTo(200);
            assertThat(http.get("/json/version").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_server_tells_how_full_it_is() throws Exception {
        try (BrowserServer server = BrowserServer.builder().maxSessions(1).start()) {
            ServerClient http = new ServerClient(server.url());
            JsonNode empty = ServerClient.json(http.get("/pressure")).path("pressure");
            assertThat(empty.path("isAvailable").asBoolean()).isTrue();
            assertThat(empty.path("running").asInt()).isZero();
            assertThat(empty.path("reason").asString()).isEmpty();

            assertThat(http.post("/session", "{\"ttl\":60000}").statusCode()).isEqualTo(200);
            assertThat(http.post("/session", "{\"ttl\":60000}").statusCode()).isEqualTo(429);

            JsonNode full = ServerClient.json(http.get("/pressure")).path("pressure");
            assertThat(full.propertyNames())
                    .containsExactlyInAnyOrder(
                            "cpu",
                            "date",
                            "isAvailable",
                            "maxConcurrent",
                            "maxQueued",
                            "memory",
                            "message",
                            "queued",
                            "reason",
                            "recentlyRejected",
                            "running");
            assertThat(full.path("isAvailable").asBoolean(true)).isFalse();
            assertThat(full.path("running").asInt()).isEqualTo(1);
            assertThat(full.path("maxConcurrent").asInt()).isEqualTo(1);
            assertThat(full.path("recentlyRejected").asInt()).isEqualTo(1);
            assertThat(full.path("reason").asString()).isEqualTo("full");
        }
    }

    @Test
    void the_one_secret_that_is_set_guards_both_services() throws Exception {
        try (BrowserServer server = BrowserServer.builder().apiKey("bb_a-key").start()) {
            ServerClient http = new ServerClient(server.url());
            assertThat(http.get("/session/x").statusCode()).isEqualTo(401);
            assertThat(http.get("/session/x?token=bb_a-key").statusCode()).isEqualTo(404);
        }
        try (BrowserServer server = BrowserServer.builder().token("s3cret").start()) {
            ServerClient http = new ServerClient(server.url());
            assertThat(http.get("/v1/sessions").statusCode()).isEqualTo(401);
            assertThat(http.get("/v1/sessions", "X-BB-API-Key", "s3cret").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_timeout_of_0_is_no_limit() throws Exception {
        try (BrowserServer server = BrowserServer.builder()
                        .defaultTimeout(Duration.ofSeconds(10))
                        .start();
                CdpClient unlimited = CdpClient.connect("ws://" + server.url().getAuthority() + "/?timeout=0")) {
            try (CdpClient limited = CdpClient.connect("ws://" + server.url().getAuthority() + "/")) {
                assertThat(limited.closedWith()).isEqualTo(1001);
            }
            unlimited.page("about:blank");
        }
    }
}
