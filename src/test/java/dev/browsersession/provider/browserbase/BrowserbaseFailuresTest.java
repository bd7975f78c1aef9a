package dev.browsersession.provider.browserbase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.Network;
import dev.browsersession.provider.LimitReached;
import dev.browsersession.provider.OutcomeUnknown;
import dev.browsersession.provider.ProviderFailure;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Browserbase answers when something is wrong, and what is made of it. */
class BrowserbaseFailuresTest extends BrowserbaseTestCase {

    @ParameterizedTest
    @CsvSource({
        "400, Check the options browserbase.*.",
        "401, Check BROWSERBASE_API_KEY: API keys are at https://www.browserbase.com/settings.",
        "402, 'The plan has no browser minutes left: choose another plan, or use the provider local.'",
        "403, 'The plan or the API key does not allow it: leave out the option that it names, or choose another plan.'",
        "404, 'Check BROWSERBASE_PROJECT_ID, BROWSERBASE_BASE_URL and the ids in the options browserbase.*.'"
    })
    void aCreateThatIsRefusedSaysWhyAndWhatToDo(int status, String advice) {
        answer(status, error(status, "the vendor's words"));

        ProviderFailure failure = failing(() -> provider.create(spec(Map.of()), surroundings()));

        assertThat(failure)
                .isExactlyInstanceOf(ProviderFailure.class)
                .hasMessage(who() + ", asked to create a session, answered with status " + status
                        + ": \"the vendor's words\". " + advice);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You've exceeded your max concurrent sessions limit (limit 3, currently 3)",
                "Too many session creations per minute"
            })
    void bothKindsOfTooManyAreALimitWithTheVendorsWords(String words) {
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .addHeader("x-ratelimit-limit", "5")
                .addHeader("x-ratelimit-remaining", "0")
                .addHeader("x-ratelimit-reset", "42")
                .addHeader("retry-after", "17")
                .body(error(429, words))
                .build());
        answer(429, error(429, words));

        ProviderFailure first = failing(() -> provider.create(spec(Map.of()), surroundings()));
        ProviderFailure second = failing(() -> provider.create(spec(Map.of()), surroundings()));

        assertThat(first).isInstanceOf(LimitReached.class).hasMessageContaining("\"" + words + "\"");
        assertThat(((LimitReached) first).retryAfter()).contains(Duration.ofSeconds(17));
        assertThat(((LimitReached) second).retryAfter()).isEmpty();
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "'You''ve exceeded your max concurrent sessions limit (limit 3, currently 3)', 0, false",
        "'You''ve exceeded your max concurrent sessions limit (limit 3, currently 3)', , false",
        "'You''ve exceeded your session creation limit (limit 5 per minute, currently 5)', 0, true",
        "Too many session creations per minute, , true",
        "Slow down, 0, true",
        "Slow down, 4, false",
        "Slow down, , false"
    })
    void onlyALimitOfCreationsIsOverWithTime(String words, String remaining, boolean overWithTime) {
        MockResponse.Builder answer = new MockResponse.Builder()
                .code(429)
                .addHeader("retry-after", "17")
                .body(error(429, words));
        server.enqueue((remaining == null ? answer : answer.addHeader("x-ratelimit-remaining", remaining)).build());

        assertThat(failing(() -> provider.create(spec(Map.of()), surroundings())))
                .isInstanceOfSatisfying(LimitReached.class, limit -> {
                    assertThat(limit.isOverWithTime()).isEqualTo(overWithTime);
                    assertThat(limit.retryAfter()).contains(Duration.ofSeconds(17));
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void aCreateThatFailsAtBrowserbaseIsNotSentAgain(int status) {
        answer(status, "<html><head><title>It broke</title></head></html>");

        assertThat(failing(() -> provider.create(spec(Map.of()), surroundings())))
                .isInstanceOf(OutcomeUnknown.class)
                .hasMessage(who() + ", asked to create a session, answered with status " + status + ": \"It broke\".");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"id\":\"s1\"",
                "<html><title>Sign in</title></html>",
                "[]",
                "{\"connectUrl\":\"wss://c.example\"}",
                "{\"id\":\"s1\"}",
                "{\"id\":\"s1\",\"seleniumRemoteUrl\":\"http://s.example\"}",
                "{\"id\":{\"not\":\"a text\"},\"connectUrl\":\"wss://c.example\"}"
            })
    void aCreateWhoseAnswerCannotBeUsedHasAnUnknownOutcome(String body) {
        answer(201, body);

        assertThat(failing(() -> provider.create(spec(Map.of()), surroundings())))
                .isInstanceOf(OutcomeUnknown.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aCreateWhoseAnswerBreaksOffHasAnUnknownOutcome() {
        server.enqueue(new MockResponse.Builder()
                .code(201)
                .body(session("s1") + " ".repeat(100_000))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());

        assertThat(failing(() -> provider.create(spec(Map.of()), surroundings())))
                .isInstanceOf(OutcomeUnknown.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aRedirectIsNotFollowedWithTheKey() {
        server.enqueue(new MockResponse.Builder()
                .code(307)
                .addHeader("Location", "https://elsewhere.example/v1/sessions?key=x")
                .build());

        assertThat(failing(() -> provider.create(spec(Map.of()), surroundings())))
                .isExactlyInstanceOf(ProviderFailure.class)
                .hasMessageContaining("pointed to https://elsewhere.example/v1/sessions,");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 429, 500, 503})
    void aLookThatFailsIsAFailureAndNotAnEnd(int status) throws Exception {
        created("s1");
        answer(status, error(status, "no"));

        assertThat(failing(() -> provider.inspect("s1")))
                .isExactlyInstanceOf(ProviderFailure.class)
                .hasMessageStartingWith(
                        who() + ", asked how session s1 is, answered with status " + status + ": \"no\".");
    }

    @Test
    void aSessionThatBrowserbaseDoesNotKnowHasEnded() throws Exception {
        created("s1");
        answer(404, error(404, "Session not found"));

        assertThat(provider.inspect("s1").running()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429, 500, 503})
    void aStopThatFailsIsAFailureAndTheSessionIsStillKnown(int status) throws Exception {
        created("s1");
        answer(status, error(status, "no"));
        answer(200, session("s1", "RUNNING"));

        assertThat(failing(() -> provider.stop("s1"))).hasMessageContaining("status " + status);
        assertThat(provider.inspect("s1").running()).isTrue();
    }

    @Test
    void aRefusedStopOfASessionThatRunsIsAFailure() {
        answer(400, error(400, "projectId is wrong"));
        answer(200, session("s1", "RUNNING"));

        assertThat(failing(() -> account().stop("s1"))).hasMessageContaining("projectId is wrong");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 429, 500})
    void whatCannotBeListedIsAFailure(int status) {
        answer(status, error(status, "no"));

        assertThat(failing(() -> account().find("p1-"))).hasMessageContaining("status " + status + ": \"no\".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[{\"id\":\"s1\"", "<html></html>", "null"})
    void aListThatCannotBeReadIsAFailure(String body) {
        answer(200, body);

        assertThat(failing(() -> account().find("p1-"))).hasMessageContaining("answered with status 200 and with");
    }

    @Test
    void aSlowListIsWaitedForAndItsGzipIsRead() throws Exception {
        Buffer packed = new Buffer();
        try (var gzip = Okio.buffer(new GzipSink(packed))) {
            gzip.writeUtf8("[{\"id\":\"s1\",\"status\":\"RUNNING\",\"userMetadata\":"
                    + "{\"createdBy\":\"junit-browser-session\",\"browserSession\":\"p1-1\"}}]");
        }
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Encoding", "gzip")
                .body(packed)
                .bodyDelay(200, TimeUnit.MILLISECONDS)
                .throttleBody(50, 20, TimeUnit.MILLISECONDS)
                .build());
        answer(200, "[]");

        assertThat(account().find("p1-").orElseThrow()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 500})
    void aProjectThatIsNotToldIsAFailure(int status) {
        answer(status, error(status, "no"));

        assertThat(failing(() -> account().concurrency())).hasMessageContaining("status " + status);
    }

    @Test
    void aProjectWithoutAConcurrencyHasNone() throws Exception {
        answer(200, "{\"id\":\"project-1\"}");

        assertThat(account().concurrency()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 402, 404, 500})
    void aSessionWithoutALiveViewIsASession(int status) throws Exception {
        answer(201, session("s1"));
        answer(status, "");

        assertThat(provider.create(spec(Map.of()), surroundings()).liveView()).isEmpty();
    }

    @Test
    void theServiceMayBeAtAnIpv6AddressBelowAPath() throws Exception {
        try (MockWebServer six = new MockWebServer()) {
            six.start(InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}), 0);
            six.enqueue(new MockResponse.Builder().body("{\"concurrency\":2}").build());
            String url = "http://[::1]:" + six.getPort() + "/behind/a/path/";

            var account = provider.account(Map.of(), access(Map.of("BROWSERBASE_BASE_URL", url)))
                    .orElseThrow();

            assertThat(account.concurrency()).hasValue(2);
            assertThat(six.takeRequest().getTarget()).isEqualTo("/behind/a/path/v1/projects/project-1");
        }
    }

    @Test
    void aMissingKeyIsOneSentenceThatNamesTheVariable() {
        ProviderFailure failure = failing(() -> provider.account(Map.of(), new Access(Map.of(), Network.DIRECT)));

        assertThat(failure)
                .hasMessage(
                        "Provider browserbase needs an API key: set the environment variable BROWSERBASE_API_KEY to the"
                                + " one from https://www.browserbase.com/settings.");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
    }

    @Test
    void noMessageHoldsTheKey() {
        answer(401, error(401, "the key " + API_KEY + " is not valid"));

        assertThat(failing(() -> provider.create(spec(Map.of()), surroundings()))
                        .getMessage())
                .contains("the key [redacted] is not valid")
                .doesNotContain(API_KEY);
    }

    private String who() {
        return "Provider browserbase at 127.0.0.1:" + server.getPort();
    }
}
