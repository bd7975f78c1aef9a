package dev.browsersession.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.network.Way;
import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.ProvidedSession.WebDriverEndpoint;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A driver beside its browser whose service does not answer as a driver does. */
@Timeout(60)
class ProvidedDriverTroubleTest {

    private static final byte[] NEW_SESSION = "{\"capabilities\":{}}".getBytes(StandardCharsets.UTF_8);

    private final MockWebServer service = new MockWebServer();
    private ProvidedDriver driver;

    @BeforeEach
    void start() throws Exception {
        service.start(InetAddress.getLoopbackAddress(), 0);
        driver = new ProvidedDriver(
                "s1",
                new WebDriverEndpoint(
                        new Secret(service.url("/webdriver").toString()), Map.of("x-key", new Secret("a-key"))),
                Way.DIRECT);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aRedirectDoesNotGetTheKey() throws Exception {
        try (MockWebServer elsewhere = new MockWebServer()) {
            elsewhere.start(InetAddress.getLoopbackAddress(), 0);
            service.enqueue(new MockResponse.Builder()
                    .code(307)
                    .addHeader("Location", elsewhere.url("/"))
                    .build());
            elsewhere.enqueue(
                    new MockResponse.Builder().code(200).body("{\"value\":[]}").build());

            WebDriverAnswer answer = driver.command("GET", "/window/handles", null);

            assertThat(service.takeRequest().getHeaders().get("x-key")).isEqualTo("a-key");
            assertThat(elsewhere.getRequestCount()).isZero();
            assertThat(answer.isSuccess()).isFalse();
        }
    }

    @Test
    void aPageInPlaceOfANewSessionIsNoNewSession() {
        service.enqueue(new MockResponse.Builder()
                .code(502)
                .body("<html>Bad Gateway</html>")
                .build());

        WebDriverAnswer answer = driver.open(NewSession.of(NEW_SESSION), "a-page");

        assertThat(answer.error()).isEqualTo("session not created");
        assertThat(answer.message()).isEqualTo("The driver beside the browser says: status 502 Bad Gateway");
        assertThat(driver.isFree()).isFalse();
    }
}
