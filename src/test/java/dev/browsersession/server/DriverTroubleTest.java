package dev.browsersession.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.keeper.server.LocalServer;
import dev.browsersession.webdriver.BrowserFinder;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server whose ChromeDriver cannot be had. */
class DriverTroubleTest {

    @TempDir
    private Path directory;

    @Test
    void aDriverThatDoesNotStartLeavesNothingOpen() throws Exception {
        try (LocalServer server = serve(() -> Path.of("/bin/false"))) {
            ServerClient client = client(server);
            JsonNode session = create(client);
            long before = OwnPorts.listening();

            for (int i = 0; i < 3; i++) {
                assertThat(refusal(client, session)).contains("/bin/false");
            }
            // Linux shows a socket until the loop that closed it looks again.
            await().untilAsserted(() -> assertThat(OwnPorts.listening()).isEqualTo(before));
        }
    }

    @Test
    void whoAsksForADriverIsToldWhyThereIsNone() throws Exception {
        try (LocalServer server = serve(() -> {
            throw new IllegalStateException("No ChromeDriver was found, not even under the bed.");
        })) {
            ServerClient client = client(server);

            assertThat(refusal(client, create(client))).isEqualTo("No ChromeDriver was found, not even under the bed.");
        }
    }

    private LocalServer serve(Supplier<Path> chromedriver) throws Exception {
        return LocalServer.start(
                Files.createDirectory(directory.resolve("keeper")),
                Files.createDirectory(directory.resolve("work")),
                Map.of("host", "127.0.0.1", "port", "0", "max-sessions", "1", "default-timeout", "60000"),
                Map.of(),
                System.getenv(),
                BrowserFinder.browser(null),
                chromedriver);
    }

    private static ServerClient client(LocalServer server) {
        return new ServerClient(URI.create("http://127.0.0.1:" + server.port()));
    }

    private static JsonNode create(ServerClient client) throws Exception {
        HttpResponse<String> created = client.post("/v1/sessions", "{\"keepAlive\": true}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return ServerClient.json(created);
    }

    /** The message of the WebDriver error. */
    private static String refusal(ServerClient client, JsonNode session) throws Exception {
        HttpResponse<String> refused = client.post(
                "/webdriver/session",
                "{\"capabilities\": {}}",
                "x-bb-signing-key",
                session.path("signingKey").asString());
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(500);
        JsonNode error = ServerClient.json(refused).path("value");
        assertThat(error.path("error").asString()).isEqualTo("session not created");
        return error.path("message").asString();
    }
}
