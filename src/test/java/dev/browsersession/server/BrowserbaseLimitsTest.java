package dev.browsersession.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BrowserbaseLimitsTest extends BrowserbaseTestCase {

    @Test
    void moreSessionsThanTheProjectMayHaveAreRefusedUntilOneIsReleased() throws Exception {
        serve(1);
        JsonNode first = create("{}");

        HttpResponse<String> second = post("/v1/sessions", "{}");
        JsonNode refused = refused(second, 429, "Too Many Requests");
        assertThat(refused.path("message").asString()).contains("limit (limit 1, currently 1)");
        assertSaysWhenToTryAgain(second);

        release(first);
        create("{}");
    }

    @Test
    void theSessionsOfTheOtherServiceCountToo() throws Exception {
        serve(1);
        JsonNode other = ServerClient.json(client.post("/session?token=" + KEY, "{\"ttl\": 60000}"));

        HttpResponse<String> second = post("/v1/sessions", "{}");
        JsonNode refused = refused(second, 429, "Too Many Requests");
        assertThat(refused.path("message").asString()).contains("limit (limit 1, currently 1)");
        assertSaysWhenToTryAgain(second);
        assertThat(ServerClient.json(get("/v1/sessions?status=PENDING"))).isEmpty();

        assertThat(client.delete(other.path("stop").asString()).statusCode()).isEqualTo(200);
        create("{}");
    }

    @Test
    void creationsAreCountedAndTheAnswerSaysWhenToTryAgain() throws Exception {
        serve(9, "browserbase.creations-per-minute", "1");
        HttpResponse<String> created = post("/v1/sessions", "{}");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("x-ratelimit-remaining")).contains("0");

        HttpResponse<String> second = post("/v1/sessions", "{}");
        refused(second, 429, "Too Many Requests");
        assertThat(second.headers().firstValue("x-ratelimit-limit")).contains("1");
        assertThat(second.headers().firstValue("retry-after").map(Integer::parseInt))
                .hasValueSatisfying(seconds -> assertThat(seconds).isBetween(1, 60));
        assertThat(second.headers().firstValue("x-ratelimit-reset"))
                .isEqualTo(second.headers().firstValue("retry-after"));
    }

    @Test
    void theFreePlanHasNoKeepAlive() throws Exception {
        serve(1, "browserbase.plan", "free");

        JsonNode refused = refused(post("/v1/sessions", "{\"keepAlive\": true}"), 403, "Forbidden");
        assertThat(refused.path("message").asString()).contains("FREE plan");
        create("{}");
    }

    @Test
    void withoutMinutesLeftNothingIsCreated() throws Exception {
        serve(1, "browserbase.plan", "used-up");

        refused(post("/v1/sessions", "{}"), 402, "Payment Required");
    }

    @Test
    void aSessionToWhichNobodyConnectsTimesOut() throws Exception {
        serve(1, "browserbase.first-connect", "PT1S");
        JsonNode created = create("{\"keepAlive\": true}");

        awaitStatus(created, "TIMED_OUT");
    }

    @Test
    void theConnectionOfASilentClientIsClosed() throws Exception {
        serve(1, "browserbase.silence", "PT1S");
        JsonNode created = create("{\"keepAlive\": true}");

        ConnectedClient silent = ConnectedClient.connect(connectUrl(created));
        assertThat(silent.closed().get(30, TimeUnit.SECONDS)).contains("nothing was heard");
        assertThat(status(created)).isEqualTo("RUNNING");
    }

    @Test
    void whoHasNotTheKeyGetsNothing() throws Exception {
        serve(1);

        refused(client.get("/v1/sessions"), 401, "Unauthorized");
        refused(client.post("/v1/sessions", "{}", "X-BB-API-Key", "another"), 401, "Unauthorized");
    }

    @Test
    void whatMakesNoSenseIsRefusedInASentence() throws Exception {
        serve(1);

        refused(post("/v1/sessions", "{\"timeout\": 1}"), 400, "Bad Request");
        refused(post("/v1/sessions", "{\"timeout\""), 400, "Bad Request");
        refused(get("/v1/sessions?status=ASLEEP"), 400, "Bad Request");
        refused(get("/v1/sessions?q=run:1"), 400, "Bad Request");
        refused(get("/v1/sessions/00000000-0000-4000-8000-000000000000"), 404, "Not Found");
        refused(post("/v1/contexts", "{}"), 404, "Not Found");
        refused(client.delete("/v1/sessions", "X-BB-API-Key", KEY), 404, "Not Found");
        JsonNode created = create("{}");
        refused(post("/v1/sessions/" + id(created), "{}"), 400, "Bad Request");
        refused(post("/v1/sessions/" + id(created), "{\"status\": \"COMPLETED\"}"), 400, "Bad Request");
    }

    private static void assertSaysWhenToTryAgain(HttpResponse<String> refused) {
        Map<String, List<String>> headers = refused.headers().map();
        assertThat(headers)
                .containsEntry("x-ratelimit-limit", List.of("1"))
                .containsEntry("x-ratelimit-remaining", List.of("0"))
                .containsEntry("x-ratelimit-reset", List.of("1"))
                .containsEntry("retry-after", List.of("1"));
    }

    private static JsonNode refused(HttpResponse<String> response, int status, String error) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode body = ServerClient.json(response);
        assertThat(body.path("statusCode").asInt()).isEqualTo(status);
        assertThat(body.path("error").asString()).isEqualTo(error);
        assertThat(body.path("message").asString()).isNotBlank();
        return body;
    }
}
