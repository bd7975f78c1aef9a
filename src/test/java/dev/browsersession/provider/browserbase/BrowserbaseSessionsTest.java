package dev.browsersession.provider.browserbase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.protocol.BrowserLaunch;
import dev.browsersession.protocol.Secret;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.Disconnect;
import dev.browsersession.provider.FoundSession;
import dev.browsersession.provider.ProvidedSession;
import dev.browsersession.provider.ProvidedStatus;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The life of a session at Browserbase, where nothing goes wrong. */
class BrowserbaseSessionsTest extends BrowserbaseTestCase {

    @Test
    void aSessionIsReachedByCdpAndByWebDriverAndCanBeWatched() throws Exception {
        ProvidedSession session = created("s1");

        assertThat(session.id()).isEqualTo("s1");
        assertThat(session.cdpUrl()).contains(new Secret("wss://connect.example?signingKey=k1"));
        assertThat(session.webDriver().orElseThrow().url()).isEqualTo(new Secret("http://selenium.example/webdriver"));
        assertThat(session.webDriver().orElseThrow().headers()).isEqualTo(Map.of("x-bb-signing-key", new Secret("k1")));
        assertThat(session.liveView()).contains(URI.create("https://live.example/full?wss=x"));
        assertThat(session.disconnect()).isEqualTo(Disconnect.SURVIVED);
    }

    @Test
    void aCreateCarriesTtlKeepAliveProjectAndTag() throws Exception {
        answer(201, session("s1"));
        answer(200, LIVE_URLS);

        provider.create(spec(Map.of("browserbase.userMetadata.team", "checkout")), surroundings());

        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).startsWith("POST /v1/sessions ");
        assertThat(request.getHeaders().get("X-BB-API-Key")).isEqualTo(API_KEY);
        assertThat(body(request)).isEqualTo(JSON.readTree("""
                        {"projectId":"project-1","timeout":300,"keepAlive":true,"userMetadata":
                         {"browserSession":"p1-r1-7","createdBy":"junit-browser-session","team":"checkout"}}
                        """));
    }

    @ParameterizedTest
    @CsvSource({"1000, 60", "60000, 60", "60001, 61", "21600000, 21600"})
    void theTimeoutIsTheTtlInSecondsAndNotBelowTheMinimum(long ttl, int seconds) throws Exception {
        answer(201, session("s1"));
        answer(200, LIVE_URLS);

        provider.create(new SessionSpec("browserbase", ttl, false, Map.of(), BrowserLaunch.NONE), surroundings());

        JsonNode body = body(server.takeRequest());
        assertThat(body.path("timeout").asInt()).isEqualTo(seconds);
        assertThat(body.has("keepAlive")).isFalse();
    }

    @Test
    void withoutKeepAliveADisconnectEndsIt() throws Exception {
        answer(201, session("s1"));
        answer(200, LIVE_URLS);

        ProvidedSession session = provider.create(
                new SessionSpec("browserbase", 60_000, false, Map.of(), BrowserLaunch.NONE), surroundings());

        assertThat(session.disconnect()).isInstanceOf(Disconnect.Ends.class);
    }

    @Test
    void whatAnAnswerNeedNotHaveMayBeMissing() throws Exception {
        answer(201, "{\"id\":\"s1\",\"connectUrl\":\"wss://connect.example\"}");
        answer(404, "");

        ProvidedSession session = provider.create(spec(Map.of()), surroundings());

        assertThat(session.cdpUrl()).contains(new Secret("wss://connect.example"));
        assertThat(session.webDriver()).isEmpty();
        assertThat(session.liveView()).isEmpty();
    }

    @Test
    void itIsWatchedOnThePageThatThereIs() throws Exception {
        answer(201, session("s1"));
        answer(200, "{\"debuggerUrl\":\"https://live.example/\"}");

        assertThat(provider.create(spec(Map.of()), surroundings()).liveView())
                .contains(URI.create("https://live.example/"));
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, ",
        "RUNNING, ",
        "COMPLETED, COMPLETED: it was released",
        "TIMED_OUT, TIMED_OUT: its timeout there is over",
        "ERROR, ERROR: it failed there",
        "NEW_ONE, "
    })
    void tellsHowASessionIs(String status, String detail) throws Exception {
        created("s1");
        answer(200, session("s1", status));

        ProvidedStatus seen = provider.inspect("s1");

        assertThat(server.takeRequest().getRequestLine()).startsWith("GET /v1/sessions/s1 ");
        if (detail == null) {
            assertThat(seen).isEqualTo(ProvidedStatus.RUNNING);
        } else {
            assertThat(seen.running()).isFalse();
            assertThat(seen.detail()).contains(detail);
            assertThat(seen.timeIsOver()).isEqualTo(status.equals("TIMED_OUT"));
        }
    }

    @Test
    void aStopIsOverWhenItIsSeen() throws Exception {
        created("s1");
        answer(200, session("s1", "RUNNING"));
        answer(200, session("s1", "RUNNING"));
        answer(200, session("s1", "COMPLETED"));

        provider.stop("s1");

        RecordedRequest release = server.takeRequest();
        assertThat(release.getRequestLine()).startsWith("POST /v1/sessions/s1 ");
        assertThat(body(release))
                .isEqualTo(JSON.readTree("{\"status\":\"REQUEST_RELEASE\",\"projectId\":\"project-1\"}"));
        assertThat(server.takeRequest().getRequestLine()).startsWith("GET /v1/sessions/s1 ");
        assertThat(server.takeRequest().getRequestLine()).startsWith("GET /v1/sessions/s1 ");
        assertThat(provider.inspect("s1").running()).isFalse();
    }

    @Test
    void aSessionThatIsNotKnownAnyMoreIsStopped() throws Exception {
        answer(404, error(404, "Session not found"));

        account().stop("s1");

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 410, 422})
    void aSessionThatHasEndedAlreadyIsStopped(int status) throws Exception {
        answer(status, error(status, "Session is not running"));
        answer(200, session("s1", "TIMED_OUT"));

        account().stop("s1");

        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void sessionsAreFoundByWhatTheirTagsBeginWith() throws Exception {
        answer(200, """
                [{"id":"mine","status":"RUNNING","createdAt":"2025-01-31T10:00:00.123456+00:00",
                  "userMetadata":{"createdBy":"junit-browser-session","browserSession":"p1-r1-7","team":"x"}},
                 {"id":"of another project","status":"RUNNING",
                  "userMetadata":{"createdBy":"junit-browser-session","browserSession":"p2-r1-7"}},
                 {"id":"gone meanwhile","status":"COMPLETED",
                  "userMetadata":{"createdBy":"junit-browser-session","browserSession":"p1-r1-8"}},
                 {"id":"by hand","status":"RUNNING","userMetadata":{"browserSession":"p1-r1-7"}},
                 {"id":"bare","status":"RUNNING"}]
                """);
        answer(200, """
                [{"id":"starting","status":"PENDING","createdAt":"2025-01-31T10:00:00.123Z",
                  "userMetadata":{"createdBy":"junit-browser-session","browserSession":"p1-r2-1"}}]
                """);

        assertThat(account().find("p1-").orElseThrow())
                .containsExactly(
                        new FoundSession("mine", "p1-r1-7", Optional.of(Instant.parse("2025-01-31T10:00:00.123456Z"))),
                        new FoundSession(
                                "starting", "p1-r2-1", Optional.of(Instant.parse("2025-01-31T10:00:00.123Z"))));
        RecordedRequest asked = server.takeRequest();
        assertThat(asked.getUrl().encodedPath()).isEqualTo("/v1/sessions");
        assertThat(asked.getUrl().queryParameter("status")).isEqualTo("RUNNING");
        assertThat(asked.getUrl().queryParameter("q")).isEqualTo("user_metadata['createdBy']:'junit-browser-session'");
        assertThat(server.takeRequest().getUrl().queryParameter("status")).isEqualTo("PENDING");
    }

    @Test
    void sessionsAreAsOldAsTheyAreByTheClockOfBrowserbase() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(200)
                .addHeader("Date", "Fri, 31 Jan 2025 10:20:00 GMT")
                .body("""
                        [{"id":"mine","status":"RUNNING","createdAt":"2025-01-31T10:00:00.000Z",
                          "userMetadata":{"createdBy":"junit-browser-session","browserSession":"p1-r1-7"}}]
                        """)
                .build());
        answer(200, "[]");

        assertThat(account().find("p1-").orElseThrow())
                .singleElement()
                .satisfies(found -> assertThat(found.age(Instant.now())).contains(Duration.ofMinutes(20)));
    }

    @Test
    void theProjectTellsHowManySessionsItMayHave() throws Exception {
        answer(200, "{\"id\":\"project-1\",\"concurrency\":3,\"defaultTimeout\":300}");

        assertThat(account().concurrency()).hasValue(3);
        assertThat(server.takeRequest().getRequestLine()).startsWith("GET /v1/projects/project-1 ");
    }

    @Test
    void withoutAProjectTheOnlyOneOfTheKeyIsMeant() throws Exception {
        answer(200, "[{\"id\":\"p\",\"concurrency\":5}]");
        answer(200, "[{\"id\":\"p\",\"concurrency\":5},{\"id\":\"q\",\"concurrency\":6}]");
        var account = provider.account(Map.of(), access(Map.of("BROWSERBASE_PROJECT_ID", "")))
                .orElseThrow();

        assertThat(account.concurrency()).hasValue(5);
        assertThat(account.concurrency()).isEmpty();
        assertThat(server.takeRequest().getRequestLine()).startsWith("GET /v1/projects ");
    }

    @Test
    void accountsAreToldApartByAddressProjectAndKey() throws Exception {
        Secret one = account().identity();

        assertThat(account().identity()).isEqualTo(one);
        for (String variable : new String[] {"BROWSERBASE_API_KEY", "BROWSERBASE_PROJECT_ID"}) {
            assertThat(provider.account(Map.of(), access(Map.of(variable, "other")))
                            .orElseThrow()
                            .identity())
                    .isNotEqualTo(one);
        }
        assertThat(provider.account(Map.of(), access(Map.of("BROWSERBASE_BASE_URL", "https://other.example")))
                        .orElseThrow()
                        .identity())
                .isNotEqualTo(one);
        assertThat(provider.account(Map.of(), access(Map.of("BROWSERBASE_API_KEY", " " + API_KEY + "\n")))
                        .orElseThrow()
                        .identity())
                .isEqualTo(one);
    }
}
