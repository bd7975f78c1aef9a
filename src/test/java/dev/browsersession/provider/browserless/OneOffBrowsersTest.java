package dev.browsersession.provider.browserless;

import static dev.browsersession.provider.browserless.OwnerStandIn.TAG;
import static dev.browsersession.provider.browserless.StubServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.browsersession.protocol.BrowserLaunch;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.Secret;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.Disconnect;
import dev.browsersession.provider.LimitReached;
import dev.browsersession.provider.ProvidedSession;
import dev.browsersession.provider.ProvidedStatus;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.RefusedConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where there is no Session API, each session is a browser that is launched by connecting to it. */
class OneOffBrowsersTest {

    private final BrowserlessProvider provider = new BrowserlessProvider();
    private StubServer server;
    private OwnerStandIn owner;

    @BeforeEach
    void start() throws Exception {
        server = StubServer.start();
        server.on("GET /pressure", 200, "{\"pressure\": {\"running\": 1, \"maxConcurrent\": 2}}");
        owner = OwnerStandIn.at(server.url());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ProvidedSession create(boolean keepAlive, Map<String, String> options, BrowserLaunch launch)
            throws ProviderFailure {
        return provider.create(new SessionSpec("browserless", 60_000, keepAlive, options, launch), owner);
    }

    private ProvidedSession create() throws ProviderFailure {
        return create(true, Map.of(), null);
    }

    private static HttpUrl url(Secret socket) {
        assertThat(socket.value()).startsWith("ws://");
        return HttpUrl.get(socket.value().replaceFirst("^ws", "http"));
    }

    private Secret renew(ProvidedSession session, Map<String, Object> result) throws ProviderFailure {
        return renewal(session).beforeDisconnect((method, parameters) -> {
            assertThat(method).isEqualTo("Browserless.reconnect");
            assertThat(((Number) parameters.get("timeout")).longValue()).isBetween(50_000L, 59_999L);
            return result;
        });
    }

    private static Disconnect.Renewal renewal(ProvidedSession session) {
        return ((Disconnect.Renewed) session.disconnect()).renewal();
    }

    @Test
    void aServerWithoutSessionApiIsConnectedToByATrackingId() throws Exception {
        ProvidedSession session = create(
                true,
                Map.of(
                        "browserless.headless", "false",
                        "browserless.stealth", "true",
                        "browserless.blockAds", "true",
                        "browserless.proxy.country", "de"),
                new BrowserLaunch(List.of("--lang=de"), null, null, null, null));

        assertThat(session.id()).isEqualTo(TAG);
        HttpUrl url = url(session.cdpUrl().orElseThrow());
        assertThat(url.encodedPath()).isEqualTo("/chromium");
        assertThat(url.queryParameterNames())
                .containsExactlyInAnyOrder(
                        "token", "timeout", "trackingId", "launch", "blockAds", "proxy", "proxyCountry");
        assertThat(url.queryParameter("token")).isEqualTo(OwnerStandIn.TOKEN);
        assertThat(url.queryParameter("timeout")).isEqualTo("60000");
        assertThat(url.queryParameter("trackingId")).isEqualTo(TAG);
        assertThat(url.queryParameter("proxy")).isEqualTo("residential");
        assertThat(url.queryParameter("launch"))
                .isEqualTo("{\"headless\":false,\"stealth\":true,\"args\":[\"--lang=de\"]}");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 405})
    void aServerIsAskedForItsSessionApiOnce(int status) throws Exception {
        server.on("POST /session", status, "");
        create();
        create();
        assertThat(server.asked()).containsExactly("POST /session", "GET /pressure", "GET /pressure", "GET /pressure");
    }

    @Test
    void theBrowserIsKeptByReconnectWhoseUrlGetsTheToken() throws Exception {
        server.on("POST /session", 401, "Your plan has no sessions");
        ProvidedSession session = create();
        Map<String, Object> result = new HashMap<>();
        result.put("error", null);
        result.put("browserWSEndpoint", "ws://h:1/e/5361/reconnect/r1?blockAds=true");

        Secret next = renew(session, result);

        assertThat(next.value()).isEqualTo("ws://h:1/e/5361/reconnect/r1?blockAds=true&token=" + OwnerStandIn.TOKEN);
        renew(session, result);
        assertThat(owner.told)
                .containsExactly(
                        server.host() + " has no Session API for us (status 401: \"Your plan has no sessions\"),"
                                + " so each session is a browser that is kept by Browserless.reconnect.");
    }

    @Test
    void aTokenThatTheServerHasAddedStays() throws Exception {
        Secret next = renew(create(), Map.of("browserWSEndpoint", "wss://h/reconnect/r1?token=other"));
        assertThat(next.value()).isEqualTo("wss://h/reconnect/r1?token=other");
    }

    @Test
    void whereReconnectIsRefusedTheReasonIsToldOnce() throws Exception {
        ProvidedSession session = create();
        Map<String, Object> refusal = Map.of("error", Map.of("message", "timeout may be 10000 at most"));

        assertThat(catchThrowableOfType(ProviderFailure.class, () -> renew(session, refusal)))
                .hasMessage("Browserless answered Browserless.reconnect with \"timeout may be 10000 at most\"");
        assertThat(catchThrowableOfType(ProviderFailure.class, () -> renew(session, refusal)))
                .isNotNull();
        assertThat(owner.told)
                .singleElement()
                .asString()
                .startsWith(server.host() + " has no Session API for us (status 404: ")
                .contains("and Browserless.reconnect is not to be had either")
                .contains("timeout may be 10000 at most")
                .endsWith("so the keeper stays connected to each browser for as long as it is wanted.");
    }

    @Test
    void whereReconnectIsNotKnownTheBrowsersWordsAreTold() throws Exception {
        ProviderFailure unknown = new ProviderFailure(Failure.Kind.PROVIDER, "'Browserless.reconnect' wasn't found");
        Disconnect.Renewal renewal = renewal(create());
        assertThat(catchThrowableOfType(
                        ProviderFailure.class,
                        () -> renewal.beforeDisconnect((method, parameters) -> {
                            throw unknown;
                        })))
                .isSameAs(unknown);
        assertThat(owner.told).singleElement().asString().contains("('Browserless.reconnect' wasn't found)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nowhere"})
    void anAnswerWithoutAUrlIsARefusal(String url) throws Exception {
        ProvidedSession session = create();
        assertThat(catchThrowableOfType(ProviderFailure.class, () -> renew(session, Map.of("browserWSEndpoint", url))))
                .hasMessageContaining("without a URL");
    }

    @Test
    void itIsKeptNoLongerThanWasAskedFor() throws Exception {
        ProvidedSession session = create(true, Map.of("browserless.processKeepAlive", "10s"), null);
        renewal(session).beforeDisconnect((method, parameters) -> {
            assertThat(parameters).isEqualTo(Map.of("timeout", 10_000L));
            return Map.of("browserWSEndpoint", "ws://h/reconnect/r1");
        });
    }

    @Test
    void withoutKeepAliveNothingIsRenewed() throws Exception {
        assertThat(create(false, Map.of(), null).disconnect()).isInstanceOf(Disconnect.Ends.class);
        assertThat(owner.told)
                .singleElement()
                .asString()
                .endsWith("so each session is a browser that lives as long as it is connected to.");
    }

    @ParameterizedTest
    @CsvSource({"404, 401", "404, 403", "401, 401"})
    void aBadTokenIsToldFromAMissingSessionApi(int toCreate, int toPressure) {
        server.on("POST /session", toCreate, "no").on("GET /pressure", toPressure, "Bad or missing authentication.");
        assertThat(catchThrowableOfType(ProviderFailure.class, this::create))
                .hasMessage("Provider browserless at " + server.host()
                        + ", asked whether the token is right, answered with status " + toPressure
                        + ": \"Bad or missing authentication.\". Is BROWSERLESS_TOKEN the token of an account there?");
    }

    @Test
    void aTokenThatIsNotSetIsSaidToBeThat() {
        owner = OwnerStandIn.with(Map.of(Endpoint.URL, new Secret(server.url())));
        server.on("POST /session", 401, "no").on("GET /pressure", 401, "Bad or missing authentication.");
        assertThat(catchThrowableOfType(ProviderFailure.class, this::create))
                .hasMessageEndingWith("\"Bad or missing authentication.\". BROWSERLESS_TOKEN is not set.");
    }

    @Test
    void aServerThatTellsNoPressureIsAskedForItsVersion() throws Exception {
        server.on("GET /pressure", 404, "").on("GET /json/version", 200, "{}");
        assertThat(create().id()).isEqualTo(TAG);
    }

    @Test
    void aFullServerThatTellsNeitherPressureNorVersionIsALimit() {
        server.on("GET /pressure", 404, "").on("GET /json/version", 429, "Too many requests: come back later");
        assertThat(catchThrowableOfType(ProviderFailure.class, this::create))
                .isInstanceOf(LimitReached.class)
                .hasMessageEndingWith("answered with status 429: \"Too many requests: come back later\".");
    }

    @Test
    void whereThereIsNoBrowserlessItIsSaid() {
        server.on("POST /session", 404, "<html><title>Nothing here</title></html>")
                .on("GET /pressure", 404, "");
        assertThat(catchThrowableOfType(ProviderFailure.class, this::create))
                .hasMessageEndingWith("answered with status 404: \"Nothing here\"."
                        + " There seems to be no Browserless; is BROWSERLESS_URL right?");
    }

    @Test
    void aFeatureThatAPlanLacksDoesNotSpeakForOtherSessions() throws Exception {
        server.on(
                "POST /session",
                answer(401, "No residential proxies for you").build(),
                answer(200, "{\"id\": \"s1\", \"connect\": \"ws://h/c\"}").build());
        assertThat(create(true, Map.of("browserless.proxy.country", "de"), null).id())
                .isEqualTo(TAG);
        assertThat(create().id()).isEqualTo("s1");
    }

    @Test
    void aFullServerIsALimit() {
        server.on("GET /pressure", 200, "{\"pressure\": {\"running\": 2, \"maxConcurrent\": 2}}");
        assertThat(catchThrowableOfType(ProviderFailure.class, this::create))
                .isInstanceOf(LimitReached.class)
                .hasMessage(
                        "Provider browserless at " + server.host() + " has all the sessions that it may have: 2 of 2.");
    }

    @ParameterizedTest
    @CsvSource({"retry-after, 3", "Retry-After, 3", "x-ratelimit-reset, 3"})
    void aServerThatIsFoundFullWhenItIsConnectedToIsALimit(String header, String seconds) throws Exception {
        ProvidedSession browser = create();
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put(header, List.of(seconds));
        String body = "Too many requests from ?token=" + OwnerStandIn.TOKEN + "\n";
        LimitReached limit = (LimitReached) provider.refused(browser.id(), new RefusedConnection(429, headers, body))
                .orElseThrow();
        assertThat(limit)
                .hasMessage("Provider browserless at " + server.host() + ", asked for a connection to session " + TAG
                        + ", answered with status 429: \"Too many requests from ?token=[redacted]\".");
        assertThat(limit.retryAfter()).contains(Duration.ofSeconds(3));
    }

    @Test
    void anyOtherRefusalIsNoLimitAndIsToldInTheServicesWords() throws Exception {
        ProvidedSession browser = create();
        String body = "A timeout of 60000 is too long for ?token=" + OwnerStandIn.TOKEN;
        ProviderFailure failure = provider.refused(browser.id(), new RefusedConnection(401, Map.of(), body))
                .orElseThrow();
        assertThat(failure)
                .isNotInstanceOf(LimitReached.class)
                .hasMessage("Provider browserless at " + server.host() + ", asked for a connection to session " + TAG
                        + ", answered with status 401: \"A timeout of 60000 is too long for ?token=[redacted]\"."
                        + " Check the ttl and the options browserless.*; plans have limits for both.");
        assertThat(provider.refused("of nobody", new RefusedConnection(401, Map.of(), "no")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"browserless.url, https://shop.example", "browserless.extensions, e1"})
    void whatOnlySessionsCanHaveIsNamed(String option, String value) {
        assertThat(catchThrowableOfType(ProviderFailure.class, () -> create(false, Map.of(option, value), null)))
                .hasMessageStartingWith("The option " + option + " needs the Session API of Browserless, and "
                        + server.host() + " has no Session API for us (status 404");
    }

    @Test
    void aBrowserThatIsNotListedHasEnded() throws Exception {
        String id = create().id();
        server.on("GET /sessions", 200, "[{\"type\": \"browser\", \"trackingId\": \"" + TAG + "\"}]");
        assertThat(provider.inspect(id)).isEqualTo(ProvidedStatus.RUNNING);
        server.on("GET /sessions", 200, "[]");
        assertThat(provider.inspect(id)).isEqualTo(ProvidedStatus.ended("Browserless has no such browser any more"));
        server.on("GET /sessions", 404, "");
        assertThat(provider.inspect(id)).isEqualTo(ProvidedStatus.RUNNING);
    }

    @ParameterizedTest
    @CsvSource({"200, []", "404, ''", "500, TypeError: fetch failed"})
    void aBrowserThatIsNotThereWhenItsTtlIsOverHasReachedIt(int status, String list) throws Exception {
        String id = provider.create(new SessionSpec("browserless", 1_500, false, null, null), owner)
                .id();
        server.on("GET /sessions", status, list);
        assertThat(provider.inspect(id)).isEqualTo(ProvidedStatus.expired("its ttl is over"));
    }
}
