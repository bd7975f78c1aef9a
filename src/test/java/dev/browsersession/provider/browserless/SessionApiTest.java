package dev.browsersession.provider.browserless;

import static dev.browsersession.provider.browserless.StubServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.browsersession.protocol.BrowserLaunch;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.Disconnect;
import dev.browsersession.provider.LimitReached;
import dev.browsersession.provider.OutcomeUnknown;
import dev.browsersession.provider.ProvidedSession;
import dev.browsersession.provider.ProvidedStatus;
import dev.browsersession.provider.ProviderFailure;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Browserless with a Session API, answering as it is documented to, and otherwise. */
class SessionApiTest {

    private static final String CONNECT = "wss://cloud.example/e/53616c74/session/connect/s1?token=secret";
    private static final String CREATED = """
            {"id": "s1", "connect": "%s", "ttl": 60000, "stop": "%s/e/53616c74/session/s1?token=secret",
             "browserQL": "https://cloud.example/e/53616c74/session/bql/s1?token=secret"%s}""";

    private final BrowserlessProvider provider = new BrowserlessProvider();
    private StubServer server;

    @BeforeEach
    void start() throws Exception {
        server = StubServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private StubServer created(String more) {
        return server.on("POST /session", 200, CREATED.formatted(CONNECT, server.url(), more))
                .on("GET /session/s1", 200, "{\"id\":\"s1\"}");
    }

    private ProvidedSession create(boolean keepAlive, Map<String, String> options, BrowserLaunch launch)
            throws ProviderFailure {
        return provider.create(
                new SessionSpec("browserless", 60_000, keepAlive, options, launch), OwnerStandIn.at(server.url()));
    }

    private ProvidedSession create() throws ProviderFailure {
        return create(true, Map.of(), null);
    }

    private ProviderFailure failing() {
        return catchThrowableOfType(ProviderFailure.class, this::create);
    }

    private JsonNode body() {
        return JsonMapper.shared()
                .readTree(server.request("POST /session").getBody().utf8());
    }

    @Test
    void aSessionIsConnectedToByTheUrlThatTheServerNames() throws Exception {
        created(", \"cloudEndpointId\": null, \"new\": {\"field\": []}");
        OwnerStandIn owner = OwnerStandIn.at(server.url());

        ProvidedSession session = provider.create(new SessionSpec("browserless", 60_000, true, null, null), owner);

        assertThat(session.id()).isEqualTo("s1");
        assertThat(session.cdpUrl().orElseThrow().value()).isEqualTo(CONNECT);
        assertThat(session.disconnect()).isEqualTo(Disconnect.SURVIVED);
        assertThat(session.toString()).doesNotContain("secret");
        assertThat(body()).isEqualTo(JsonMapper.shared().readTree("{\"ttl\": 60000, \"processKeepAlive\": 60000}"));
        assertThat(server.request("POST /session").getUrl().queryParameter("token"))
                .isEqualTo(OwnerStandIn.TOKEN);
        assertThat(owner.told).containsExactly("Sessions at " + server.host() + " come from its Session API.");
    }

    @Test
    void withoutKeepAliveTheProcessIsNotKept() throws Exception {
        created("");
        create(false, Map.of(), null);
        assertThat(body()).isEqualTo(JsonMapper.shared().readTree("{\"ttl\": 60000}"));
    }

    @Test
    void optionsAndArgumentsAreSentByTheNamesAndTypesOfTheSchema() throws Exception {
        created("");
        create(
                true,
                Map.ofEntries(
                        Map.entry("browserless.processKeepAlive", "10s"),
                        Map.entry("browserless.browser", "stealth"),
                        Map.entry("browserless.stealth", "TRUE"),
                        Map.entry("browserless.headless", "false"),
                        Map.entry("browserless.blockAds", "true"),
                        Map.entry("browserless.url", "https://shop.example"),
                        Map.entry("browserless.replay", "true"),
                        Map.entry("browserless.profile", "mine"),
                        Map.entry("browserless.extensions", "e1, e2"),
                        Map.entry("browserless.proxy.country", "de"),
                        Map.entry("browserless.proxy.state", "bavaria"),
                        Map.entry("browserless.proxy.city", "munich"),
                        Map.entry("browserless.proxy.sticky", "false"),
                        Map.entry("browserless.proxy.preset", "px_gov01")),
                new BrowserLaunch(List.of("lang=de", "--mute-audio"), null, null, null, null));

        assertThat(body()).isEqualTo(JsonMapper.shared().readTree("""
                {"ttl": 60000, "processKeepAlive": 10000, "args": ["--lang=de", "--mute-audio"], "browser": "stealth",
                 "stealth": true, "headless": false, "blockAds": true, "url": "https://shop.example", "replay": true,
                 "profile": "mine", "extensions": ["e1", "e2"],
                 "proxy": {"type": "residential", "country": "de", "state": "bavaria", "city": "munich",
                           "sticky": false, "preset": "px_gov01"}}"""));
    }

    @Test
    void theSeedsNameOfTheIdIsReadToo() throws Exception {
        server.on("POST /session", 200, "{\"sessionId\": \"s1\", \"connect\": \"ws://h/c\"}");
        assertThat(create().id()).isEqualTo("s1");
    }

    @Test
    void aPackedAnswerIsRead() throws Exception {
        Buffer packed = new Buffer();
        try (var gzip = Okio.buffer(new GzipSink(packed))) {
            gzip.writeUtf8(CREATED.formatted(CONNECT, server.url(), ""));
        }
        server.on(
                "POST /session",
                new MockResponse.Builder()
                        .addHeader("Content-Encoding", "gzip")
                        .body(packed)
                        .build());
        assertThat(create().id()).isEqualTo("s1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"id\": \"s1\", \"conn",
                "<html><head><title>Welcome</title></head></html>",
                "[]",
                "{\"connect\": \"wss://h/c\"}",
                "{\"id\": \"s1\"}",
                "{\"id\": \"s1\", \"connect\": \"not a URL\"}",
                "{\"id\": \"s1\", \"connect\": \"https://h/c\"}"
            })
    void ofAnAnswerThatSaysTooLittleTheOutcomeIsUnknown(String body) {
        server.on("POST /session", 200, body);
        assertThat(failing())
                .isInstanceOf(OutcomeUnknown.class)
                .hasMessageStartingWith("Provider browserless at " + server.host() + ", asked to create a session, ");
    }

    @Test
    void ofABrokenOrTruncatedAnswerTheOutcomeIsUnknownAndNothingIsSentAgain() {
        server.on(
                "POST /session",
                new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build(),
                answer(200, " ".repeat(100_000))
                        .onResponseBody(new SocketEffect.CloseSocket())
                        .build());
        assertThat(failing()).isInstanceOf(OutcomeUnknown.class);
        assertThat(failing()).isInstanceOf(OutcomeUnknown.class);
        assertThat(server.asked()).containsExactly("POST /session", "POST /session");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503})
    void ofAnErrorOfTheServerTheOutcomeIsUnknown(int status) {
        server.on("POST /session", status, "{\"message\": \"Service is unavailable\"}");
        assertThat(failing())
                .isInstanceOf(OutcomeUnknown.class)
                .hasMessageContaining("status " + status + ": \"Service is unavailable\"");
    }

    @ParameterizedTest
    @CsvSource({"400, ttl must not exceed 60000", "403, This host is not for you"})
    void aNoIsToldInTheVendorsWords(int status, String words) {
        server.on("POST /session", status, words);
        assertThat(failing())
                .isExactlyInstanceOf(ProviderFailure.class)
                .hasMessageContaining("status " + status + ": \"" + words + "\"");
    }

    @Test
    void anErrorPageIsToldByItsTitle() {
        server.on("POST /session", 403, "<html><title>Access denied</title><p>" + "x".repeat(5_000) + "</p></html>");
        assertThat(failing()).hasMessageEndingWith("answered with status 403: \"Access denied\".");
    }

    @Test
    void aRedirectIsNotFollowed() {
        server.on(
                "POST /session",
                new MockResponse.Builder()
                        .code(307)
                        .addHeader("Location", "https://elsewhere.example/session?token=secret")
                        .build());
        assertThat(failing())
                .isExactlyInstanceOf(ProviderFailure.class)
                .hasMessageContaining("https://elsewhere.example/session")
                .hasMessageNotContaining("secret");
        assertThat(server.asked()).containsExactly("POST /session");
    }

    @Test
    void tooManyIsALimitWithItsWaitingTime() {
        server.on(
                "POST /session",
                answer(429, "Too many requests are currently being processed.")
                        .addHeader("Retry-After", "7")
                        .build());
        assertThat(failing())
                .isInstanceOfSatisfying(LimitReached.class, limit -> assertThat(limit.retryAfter())
                        .contains(Duration.ofSeconds(7)))
                .hasMessageContaining("Too many requests are currently being processed.");
    }

    @Test
    void aSlowAnswerIsWaitedFor() throws Exception {
        server.on(
                "POST /session",
                answer(200, CREATED.formatted(CONNECT, server.url(), ""))
                        .bodyDelay(300, TimeUnit.MILLISECONDS)
                        .build());
        assertThat(create().id()).isEqualTo("s1");
    }

    @Test
    void theBaseUrlMayHaveAPathAndAWebsocketsScheme() throws Exception {
        server.on("POST /e/53616c74/session", 200, CREATED.formatted(CONNECT, server.url(), ""));
        String url = server.url().replace("http:", "ws:") + "/e/53616c74/";
        ProvidedSession session = provider.create(
                new SessionSpec("browserless", 60_000, false, Map.of("browserless.endpoint", url), null),
                OwnerStandIn.at("https://not-asked.example"));
        assertThat(session.id()).isEqualTo("s1");
    }

    @Test
    void theHostMayBeAnIpv6Address() throws Exception {
        try (StubServer six = StubServer.start(InetAddress.getByAddress(
                "ip6-localhost", new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}))) {
            String url = "http://[::1]:" + six.url().replaceFirst(".*:", "");
            six.on("GET /pressure", 200, "{}");
            ProvidedSession session =
                    provider.create(new SessionSpec("browserless", 60_000, false, null, null), OwnerStandIn.at(url));
            assertThat(session.cdpUrl().orElseThrow().value()).startsWith("ws" + url.substring(4) + "/chromium?");
        }
    }

    @Test
    void aSessionIsAskedHowItIs() throws Exception {
        created("");
        String id = create().id();
        assertThat(provider.inspect(id)).isEqualTo(ProvidedStatus.RUNNING);
        server.on("GET /session/s1", 404, "Session s1 wasn't found");
        assertThat(provider.inspect(id)).isEqualTo(ProvidedStatus.ended("Browserless has no such session any more"));
        server.on("GET /session/s1", 503, "not now");
        assertThat(catchThrowableOfType(ProviderFailure.class, () -> provider.inspect(id)))
                .hasMessageContaining("asked how session s1 is, answered with status 503: \"not now\"");
    }

    @Test
    void aServerThatNeverTellsHowASessionIsDoesNotEndItThatWay() throws Exception {
        created("").on("GET /session/s1", 404, "Not Found");
        String id = create().id();
        assertThat(provider.inspect(id)).isEqualTo(ProvidedStatus.RUNNING);
    }

    @Test
    void aSessionThatIsGoneWhenItsTtlIsOverHasReachedIt() throws Exception {
        created("");
        OwnerStandIn owner = OwnerStandIn.at(server.url());
        String id = provider.create(new SessionSpec("browserless", 1_500, false, null, null), owner)
                .id();
        server.on("GET /session/s1", 404, "");
        assertThat(provider.inspect(id)).isEqualTo(ProvidedStatus.expired("its ttl is over"));
    }
}
