package dev.browsersession.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.remote.RemoteWebDriver;
import tools.jackson.databind.JsonNode;

/** WebDriver commands that are larger than other requests may be. */
class BrowserbaseLargeCommandsTest extends BrowserbaseTestCase {

    private static final String LARGER_THAN_USUAL = "x".repeat(2 << 20);

    @Test
    void aLargeArgumentReachesItsScript() throws Exception {
        serve(1);
        JsonNode created = create("{}");
        RemoteWebDriver driver = driver(created, Map.of("x-bb-signing-key", signingKey(created)));

        assertThat(driver.executeScript("return arguments[0].length", LARGER_THAN_USUAL))
                .isEqualTo((long) LARGER_THAN_USUAL.length());
    }

    @Test
    void whatIsTooLargeIsAnsweredAsAWebDriverErrorBeforeItIsSent() throws Exception {
        serve(1);
        JsonNode created = create("{}");
        String answer = answerTo("POST /webdriver/session/x/execute/sync HTTP/1.1\r\nHost: "
                + server.url().getAuthority() + "\r\nx-bb-signing-key: " + signingKey(created)
                + "\r\nExpect: 100-continue\r\nContent-Length: " + ((64 << 20) + 1) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("content-type: application/json");
        JsonNode error =
                ServerClient.json(answer.substring(answer.indexOf("\r\n\r\n"))).path("value");
        assertThat(error.path("error").asString()).isEqualTo("unknown error");
        assertThat(error.path("message").asString()).contains("at most 64 MB", "/uploads");
    }

    @Test
    void whoHasNoKeyIsToldSoWhateverIsSent() throws Exception {
        serve(1);
        HttpResponse<String> refused =
                client.post("/webdriver/session", LARGER_THAN_USUAL, "x-bb-signing-key", "another");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(ServerClient.json(refused).path("value").path("error").asString())
                .isEqualTo("session not created");
    }

    private static String signingKey(JsonNode created) {
        return created.path("signingKey").asString();
    }

    /** All that comes until the connection is closed. */
    private String answerTo(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
