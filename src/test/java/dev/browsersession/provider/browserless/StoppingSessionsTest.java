package dev.browsersession.provider.browserless;

import static dev.browsersession.provider.browserless.OwnerStandIn.TAG;
import static dev.browsersession.provider.browserless.StubServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.Account;
import dev.browsersession.provider.FoundSession;
import dev.browsersession.provider.ProviderFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stop is over when the session is seen to be gone. */
class StoppingSessionsTest {

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

    private String session() throws ProviderFailure {
        server.on("POST /session", 200, """
                        {"id": "s1", "connect": "ws://h/c", "stop": "%s/e/1/session/s1?token=of-it"}""".formatted(server.url())).on("GET /session/s1", 200, "{}");
        return create();
    }

    private String browser() throws ProviderFailure {
        server.on("GET /pressure", 200, "{}");
        return create();
    }

    private String create() throws ProviderFailure {
        return provider.create(new SessionSpec("browserless", 60_000, false, null, null), OwnerStandIn.at(server.url()))
                .id();
    }

    private Account account() throws ProviderFailure {
        return provider.account(Map.of(), OwnerStandIn.access(server.url())).orElseThrow();
    }

    private static String listed(String... tags) {
        return List.of(tags).stream().map("""
                        {"type": "browser", "trackingId": "%s", "startedOn": 1795384891649},
                        {"type": "page", "trackingId": "%1$s"}"""::formatted).toList().toString();
    }

    @Test
    void aSessionIsDeletedByTheUrlThatTheServerNamedAndSeenToBeGone() throws Exception {
        String id = session();
        server.on("DELETE /e/1/session/s1", 200, "{}")
                .on(
                        "GET /session/s1",
                        answer(200, "{}").build(),
                        answer(500, "").build(),
                        answer(404, "").build());

        provider.stop(id);

        assertThat(server.request("DELETE /e/1/session/s1").getUrl().query()).isEqualTo("token=of-it&force=true");
        assertThat(server.asked().subList(2, server.asked().size()))
                .containsExactly("DELETE /e/1/session/s1", "GET /session/s1", "GET /session/s1", "GET /session/s1");
    }

    @ParameterizedTest
    @CsvSource({"404, ''", "400, Session s1 wasn't found"})
    void aSessionThatIsNotKnownIsStopped(int status, String words) throws Exception {
        String id = session();
        server.on("DELETE /e/1/session/s1", status, words).on("GET /session/s1", status, words);
        assertThatCode(() -> provider.stop(id)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"404", "405"})
    void whereASessionIsNotDeletedItIsPostedThatItStops(int status) throws Exception {
        String id = session();
        server.on("DELETE /e/1/session/s1", status, "")
                .on("POST /session", 200, "{}")
                .on(
                        "GET /session/s1",
                        answer(200, "{}").build(),
                        answer(404, "").build());

        provider.stop(id);

        assertThat(server.asked().subList(2, server.asked().size()))
                .containsExactly("DELETE /e/1/session/s1", "GET /session/s1", "POST /session", "GET /session/s1");
    }

    @ParameterizedTest
    @CsvSource({"404, 503", "405, 500", "404, 429"})
    void aSessionOfWhichTheServerDoesNotSayThatItIsGoneIsNotTakenForStopped(int deleted, int status) throws Exception {
        String id = session();
        server.on("DELETE /e/1/session/s1", deleted, "").on("GET /session/s1", status, "some words");
        assertThat(catchThrowableOfType(ProviderFailure.class, () -> provider.stop(id)))
                .hasMessage("Provider browserless at " + server.host()
                        + ", asked how session s1 is, answered with status " + status + ": \"some words\".");
    }

    @ParameterizedTest
    @CsvSource({"401", "403", "429", "500", "503"})
    void aNoToAStopIsAFailureInTheVendorsWords(int status) throws Exception {
        String id = session();
        server.on("DELETE /e/1/session/s1", status, "some words");
        assertThat(catchThrowableOfType(ProviderFailure.class, () -> provider.stop(id)))
                .hasMessage("Provider browserless at " + server.host()
                        + ", asked to stop session s1, answered with status " + status + ": \"some words\".");
    }

    @Test
    void aSessionOfADeadKeeperIsStoppedByItsIdAlone() throws Exception {
        server.on("DELETE /session/s1", 204, "");
        account().stop("s1");
        assertThat(server.request("DELETE /session/s1").getUrl().queryParameter("token"))
                .isEqualTo(OwnerStandIn.TOKEN);
    }

    @Test
    void aBrowserThatIsStillListedIsKilledAndSeenToBeGone() throws Exception {
        String id = browser();
        server.on(
                        "GET /sessions",
                        answer(200, listed("another", TAG)).build(),
                        answer(200, listed("another", TAG)).build(),
                        answer(500, "TypeError: fetch failed").build(),
                        answer(200, listed("another")).build())
                .on("GET /kill/" + TAG, 204, "");

        provider.stop(id);

        assertThat(server.asked().subList(3, server.asked().size()))
                .containsExactly(
                        "GET /sessions", "GET /sessions", "GET /kill/" + TAG, "GET /sessions", "GET /sessions");
    }

    @Test
    void aBrowserThatTheKeeperHasClosedIsNotKilled() throws Exception {
        String id = browser();
        server.on("GET /sessions", 200, "[]");
        provider.stop(id);
        assertThat(server.asked()).doesNotContain("GET /kill/" + TAG);
    }

    @Test
    void whereBrowsersAreNotListedOneOfADeadKeeperIsReported() throws Exception {
        assertThat(catchThrowableOfType(ProviderFailure.class, () -> account().stop(TAG)))
                .hasMessageContaining("where browsers are not listed. If it is still there, it ends with its ttl.");
    }

    @Test
    void sessionsAreFoundByTheBeginningOfTheirTag() throws Exception {
        browser();
        server.on("GET /sessions", 200, listed("other-0a1b2c3d-00000000", TAG));
        assertThat(account().find("shop-0a1b2c3d-"))
                .contains(List.of(new FoundSession(TAG, TAG, Optional.of(Instant.ofEpochMilli(1_795_384_891_649L)))));
        assertThat(account().find("none-")).contains(List.of());
    }

    @Test
    void sessionsAreAsOldAsTheyAreByTheClockOfTheServer() throws Exception {
        browser();
        Instant started = Instant.ofEpochMilli(1_795_384_891_649L);
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                started.plusSeconds(600).atOffset(ZoneOffset.UTC));
        server.on(
                "GET /sessions",
                answer(200, listed("other", TAG)).addHeader("Date", date).build());

        assertThat(account().find("shop-").orElseThrow()).singleElement().satisfies(found -> assertThat(
                        found.age(Instant.now()).orElseThrow())
                .isBetween(Duration.ofSeconds(599), Duration.ofSeconds(600)));
    }

    @Test
    void whereSessionsMayNotBeListedNoneIsNotTakenForNone() throws Exception {
        session();
        server.on("GET /sessions", 200, "[]");
        assertThat(account().find("shop-")).isEmpty();
        server.on("GET /sessions", 404, "");
        assertThat(account().find("shop-")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"500, no", "200, {}", "200, <html>"})
    void aListThatCannotBeReadIsAFailure(int status, String body) {
        server.on("GET /sessions", status, body);
        assertThat(catchThrowableOfType(ProviderFailure.class, () -> account().find("shop-")))
                .hasMessageStartingWith("Provider browserless at " + server.host() + ", asked which sessions run, ");
    }

    @Test
    void anAccountIsToldFromOthersAndTellsItsConcurrency() throws Exception {
        server.on("GET /pressure", 200, "{\"pressure\": {\"running\": 1, \"maxConcurrent\": 7}}");
        assertThat(account().concurrency()).hasValue(7);
        assertThat(account().identity()).isEqualTo(account().identity());
        assertThat(account().identity())
                .isNotEqualTo(provider.account(Map.of(), OwnerStandIn.access(server.url() + "/path"))
                        .orElseThrow()
                        .identity());
        assertThat(account().openedBy()).isEmpty();
        server.on("GET /pressure", 404, "");
        assertThat(account().concurrency()).isEmpty();
    }
}
