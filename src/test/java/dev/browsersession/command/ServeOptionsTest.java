package dev.browsersession.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.browsersession.BrowserServer;
import dev.browsersession.server.ServerClient;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ServeOptionsTest {

    private static BrowserServer.Builder builder(Map<String, String> options, Map<String, String> environment)
            throws UsageException {
        return ServeOptions.of(options).builder(environment);
    }

    @Test
    void secretsMayBeInTheEnvironment() throws Exception {
        assertThat(builder(Map.of(), Map.of()).needsToken()).isFalse();
        assertThat(builder(Map.of(), Map.of("BROWSERLESS_TOKEN", " ", "BROWSERBASE_API_KEY", ""))
                        .needsToken())
                .isFalse();
        assertThat(builder(Map.of(), Map.of("BROWSERLESS_TOKEN", "t")).needsToken())
                .isTrue();
        assertThat(builder(Map.of(), Map.of("BROWSERBASE_API_KEY", "k")).needsToken())
                .isTrue();
    }

    @Test
    void whatIsNoNumberIsShownAsItWasGiven() {
        assertThatThrownBy(() -> builder(Map.of("port", "abc"), Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessage("--port is \"abc\", which is not a number.");
    }

    @Test
    void whatIsGivenReachesTheServerAndComesBeforeTheEnvironment() throws Exception {
        Map<String, String> options =
                Map.of("token", "given", "api-key", "given-key", "max-sessions", "3", "default-timeout", "2m");
        Map<String, String> environment = Map.of("BROWSERLESS_TOKEN", "other", "BROWSERBASE_API_KEY", "other-key");
        try (BrowserServer server = builder(options, environment).start()) {
            ServerClient http = new ServerClient(server.url());
            assertThat(http.get("/session/x?token=given").statusCode()).isEqualTo(404);
            assertThat(http.get("/session/x?token=other").statusCode()).isEqualTo(401);
            assertThat(http.get("/v1/projects", "X-BB-API-Key", "other-key").statusCode())
                    .isEqualTo(401);
            JsonNode project = ServerClient.json(http.get("/v1/projects/any", "X-BB-API-Key", "given-key"));
            assertThat(project.path("concurrency").asInt()).isEqualTo(3);
            assertThat(project.path("defaultTimeout").asInt()).isEqualTo(120);
            assertThat(server.url().getHost()).isEqualTo("127.0.0.1");
        }
    }
}
