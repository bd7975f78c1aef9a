package dev.browsersession.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.network.Way;
import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.ProvidedSession.WebDriverEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(ints = {408, 503})
    void aCommandIsSentOnceWhateverTheAnswerAsksFor(int status) {
        service.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Retry-After", "0")
                .build());
        service.enqueue(
                new MockResponse.Builder().code(200).body("{\"value\":[]}").build());

        WebDriverAnswer answer = driver.command("DELETE", "/window", "");

        assertThat(answer.status().code()).isEqualTo(status);
        assertThat(service.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aCommandIsSentOnceWhereTheConnectionBreaksThatEarlierOnesWentOver() {
        service.enqueue(
                new MockResponse.Builder().code(200).body("{\"value\":null}").build());
        service.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        service.enqueue(
                new MockResponse.Builder().code(200).body("{\"value\":null}").build());
        assertThat(driver.command("POST", "/url", "{}").isSuccess()).isTrue();

        WebDriverAnswer answer = driver.command("DELETE", "/window", "");

        assertThat(answer.message()).contains("does not answer");
        assertThat(service.getRequestCount()).isEqualTo(2);
    }

    @Test
    void anAnswerThatIsLargerThanAnyIsNotRead() {
        service.enqueue(
                new MockResponse.Builder().code(200).body(new Zeros(65 << 20)).build());

        WebDriverAnswer answer = driver.command("GET", "/window/handles", null);

        assertThat(answer.message()).endsWith("its answer has more than 64 MB");
    }

    @Test
    void theEndOfItsSessionEndsTheWaitForAnAnswerAndNothingMoreIsAsked() throws Exception {
        service.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        CompletableFuture<WebDriverAnswer> asked =
                CompletableFuture.supplyAsync(() -> driver.command("POST", "/alert/dismiss", "{}"));
        assertThat(service.takeRequest(30, TimeUnit.SECONDS)).isNotNull();

        new Views("s1", null, driver, null, null).closeAll();

        assertThat(asked.get(30, TimeUnit.SECONDS).message()).contains("does not answer");
        assertThat(driver.command("POST", "/window", "{}").isSuccess()).isFalse();
        assertThat(service.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://driver.example/{a-secret}/webdriver", "/a-secret/webdriver"})
    void aUrlThatIsNoneIsNotUsed(String url) {
        ProvidedDriver none = new ProvidedDriver("s1", new WebDriverEndpoint(new Secret(url), Map.of()), Way.DIRECT);

        assertThat(none.isFree()).isFalse();
        assertThat(none.claim()).isFalse();
    }

    private record Zeros(long contentLength) implements MockResponseBody {

        @Override
        public long getContentLength() {
            return contentLength;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            byte[] chunk = new byte[1 << 20];
            for (long written = 0; written < contentLength; written += chunk.length) {
                sink.write(chunk);
            }
        }
    }
}
