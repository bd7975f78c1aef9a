package dev.browsersession.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrowserlessPlansTest {

    @Test
    void a_server_may_be_without_the_session_api_and_reconnect() throws Exception {
        try (BrowserServer server = BrowserServer.builder()
                .behaviour("browserless.sessions", "false")
                .behaviour("browserless.reconnect", "false")
                .start()) {
            String ws = "ws://" + server.url().getAuthority();
            ServerClient http = new ServerClient(server.url());

            assertThat(http.post("/session", "{\"ttl\":1000}").statusCode()).isEqualTo(404);
            assertThat(CdpClient.statusOf(ws + "/session/connect/x")).isEqualTo(404);
            assertThat(CdpClient.statusOf(ws + "/reconnect/x")).isEqualTo(404);
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
            assertThat(new ServerClient(server.url())
                            .post("/session", "{\"ttl\":60001}")
                            .statusCode())
                    .isEqualTo(401);
        }
    }
}
