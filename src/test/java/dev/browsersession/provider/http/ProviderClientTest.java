package dev.browsersession.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.Network;
import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.OutcomeUnknown;
import dev.browsersession.provider.ProviderFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderClientTest extends ProviderClientTestCase {

    record Session(String id, int ttl, String missing) {}

    @Test
    void sendsJsonWithItsCredentialsAndReadsTheAnswerWhateverElseIsInIt() throws Exception {
        answer(201, "{\"id\":\"s1\",\"ttl\":60,\"new\":{\"field\":[1]}}");

        Session session = client("").send(CREATE).as(Session.class);

        assertThat(session).isEqualTo(new Session("s1", 60, null));
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).startsWith("POST /v1/sessions ");
        assertThat(request.getHeaders().get("X-Key")).isEqualTo(KEY.value());
        assertThat(request.getHeaders().get("Content-Type")).startsWith("application/json");
        assertThat(request.getBody().utf8()).isEqualTo("{\"ttl\":60}");
    }

    @ParameterizedTest
    @CsvSource({
        "'', /v1/sessions/s1",
        "/, /v1/sessions/s1",
        "/e/abc, /e/abc/v1/sessions/s1",
        "/e/abc/, /e/abc/v1/sessions/s1"
    })
    void aBaseUrlMayHaveAPath(String path, String target) throws Exception {
        answer(200, "{}");

        client(path).send(GET);

        assertThat(server.takeRequest().getTarget()).isEqualTo(target);
    }

    @Test
    void whatGoesIntoTheUrlIsEncoded() throws Exception {
        answer(200, "{}");

        client("")
                .withQuery("token", new Secret("a&b c"))
                .send(ProviderRequest.get("for it", "s/1").query("q", "user['run']:'a b'"));

        RecordedRequest request = server.takeRequest();
        assertThat(request.getUrl().pathSegments()).containsExactly("s/1");
        assertThat(request.getUrl().queryParameter("token")).isEqualTo("a&b c");
        assertThat(request.getUrl().queryParameter("q")).isEqualTo("user['run']:'a b'");
    }

    @Test
    void aUrlThatTheServiceNamesIsUsedAsItIs() throws Exception {
        answer(204, "");

        client("/base")
                .withQuery("token", KEY)
                .send(ProviderRequest.delete("to stop it")
                        .to(new Secret(server.url("/e/1/s?token=t").toString())));

        assertThat(server.takeRequest().getRequestLine()).startsWith("DELETE /e/1/s?token=t ");
    }

    @Test
    void reachesAnIpv6Host() throws Exception {
        try (MockWebServer six = new MockWebServer()) {
            six.start(InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}), 0);
            six.enqueue(
                    new MockResponse.Builder().code(418).body("short and stout").build());

            ProviderClient client =
                    ProviderClient.open("acme", "http://[::1]:" + six.getPort(), "ACME_URL", Network.DIRECT);

            assertThat(client.send(GET).sentence())
                    .isEqualTo("Provider acme at [::1]:" + six.getPort()
                            + ", asked how session s1 is, answered with status 418: \"short and stout\".");
        }
    }

    @Test
    void readsGzip() throws Exception {
        Buffer packed = new Buffer();
        try (var gzip = Okio.buffer(new GzipSink(packed))) {
            gzip.writeUtf8("{\"id\":\"packed\"}");
        }
        server.enqueue(new MockResponse.Builder()
                .body(packed)
                .addHeader("Content-Encoding", "gzip")
                .build());

        assertThat(client("").send(GET).as(Session.class).id()).isEqualTo("packed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"id\":", "", "<html><title>Log in</title></html>", "[]", "null", "{\"ttl\":\"soon\"}", "{} {}"
            })
    void anAnswerThatCannotBeReadLeavesTheOutcomeOfACreateUnknown(String body) throws Exception {
        answer(201, body);
        answer(200, body);

        assertThat(failing(() -> client("").send(CREATE).as(Session.class))).isInstanceOf(OutcomeUnknown.class);
        assertThat(failing(() -> client("").send(GET).as(Session.class)))
                .isNotInstanceOf(OutcomeUnknown.class)
                .hasMessageStartingWith(who() + ", asked how session s1 is, answered with status 200 and with ");
    }

    @Test
    void aTruncatedAnswerLeavesTheOutcomeOfACreateUnknown() {
        server.enqueue(new MockResponse.Builder()
                .code(201)
                .body("{\"id\":\"s1\", \"padding\": \"" + "x".repeat(100_000) + "\"}")
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());

        assertThat(failing(() -> client("").send(CREATE)))
                .isInstanceOf(OutcomeUnknown.class)
                .hasMessageStartingWith(who() + ", asked to create a session, did not answer whole: ");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aConnectionThatBreaksAfterTheRequestLeavesTheOutcomeOfACreateUnknownAndNothingIsSentAgain() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        answer(201, "{}");

        assertThat(failing(() -> client("").send(CREATE))).isInstanceOf(OutcomeUnknown.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 503})
    void whatOkHttpWouldSendAgainIsSentOnce(int status) throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Retry-After", "0")
                .build());
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Retry-After", "0")
                .build());

        assertThat(client("").send(CREATE).failure()).isInstanceOf(OutcomeUnknown.class);
        assertThat(client("").send(GET).retryAfter()).contains(Duration.ZERO);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aFileIsTakenUpToTheSizeThatItMayHave(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("file");
        answer(200, "x".repeat(1 << 20));
        answer(200, "x".repeat((1 << 20) + 1));

        assertThat(client("").download(GET, file, 1 << 20).status()).isEqualTo(200);
        assertThat(file).hasSize(1 << 20);
        assertThat(failing(() -> client("").download(GET, file, 1 << 20))).hasMessageContaining("more than 1 MB");
    }

    @Test
    void eachRequestHasAConnectionOfItsOwn() throws Exception {
        answer(200, "{}");
        answer(200, "{}");
        ProviderClient client = client("");
        client.send(GET);
        client.send(GET);

        assertThat(List.of(
                        server.takeRequest().getExchangeIndex(),
                        server.takeRequest().getExchangeIndex()))
                .containsExactly(0, 0);
    }

    @Test
    void aCreateThatNeverLeftIsADefiniteNo() throws Exception {
        int nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = free.getLocalPort();
        }
        ProviderClient client = ProviderClient.open("acme", "http://127.0.0.1:" + nobody, "ACME_URL", Network.DIRECT);

        assertThat(failing(() -> client.send(CREATE)))
                .isNotInstanceOf(OutcomeUnknown.class)
                .hasMessageStartingWith(
                        "Provider acme at 127.0.0.1:" + nobody + ", asked to create a session, cannot be reached: ")
                .hasMessageEndingWith(". Check the network and, where it is set, ACME_URL.");
    }

    @Test
    void aSlowBodyIsWaitedForAndASilentOneOnlyAsLongAsTheRequestSays() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .body("{\"id\":\"slow\"}")
                .bodyDelay(200, java.util.concurrent.TimeUnit.MILLISECONDS)
                .build());
        server.enqueue(new MockResponse.Builder()
                .body("{\"id\":\"late\"}")
                .bodyDelay(30, java.util.concurrent.TimeUnit.SECONDS)
                .build());

        assertThat(client("").send(CREATE).as(Session.class).id()).isEqualTo("slow");
        assertThat(failing(() -> client("").send(CREATE.within(Duration.ofMillis(300)))))
                .isInstanceOf(OutcomeUnknown.class)
                .hasMessageEndingWith("has not answered within 300 ms.");
    }

    @Test
    void anAnswerWithoutEndIsNotRead() {
        server.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(new byte[9 << 20]))
                .build());

        assertThat(failing(() -> client("").send(GET))).hasMessageContaining("more than 8 MB");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void aRedirectIsNotFollowedAndNamesWhereTo(int status) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Location", "https://user:hidden@elsewhere.example/v2?token=hidden#hidden")
                .build());

        ProviderFailure failure = failing(() -> client("").send(CREATE));

        assertThat(failure)
                .isNotInstanceOf(OutcomeUnknown.class)
                .hasMessageContaining("status " + status + " and pointed to https://elsewhere.example/v2,");
        assertThat(failure.getMessage()).doesNotContain("hidden");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.example",
                "ftp://api.example",
                "https://",
                "https://user:pass@api.example",
                "https://api.example?token=x"
            })
    void aBaseUrlThatMakesNoSenseIsNamedByItsVariable(String url) {
        ProviderFailure failure = failing(() -> ProviderClient.open("acme", url, "ACME_URL", Network.DIRECT));

        assertThat(failure).hasMessageStartingWith("ACME_URL is not a URL");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
        assertThat(failure.getMessage()).doesNotContain("pass", "token");
    }
}
