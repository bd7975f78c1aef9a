package dev.browsersession.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserServer;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of the Session API that are not carried out. */
class BrowserlessRefusalsTest {

    private static BrowserServer server;
    private static ServerClient http;

    @BeforeAll
    static void start() {
        server = BrowserServer.builder().token("s3cret").start();
        http = new ServerClient(server.url());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                              | ttl is required.
            {"ttl":0}                                       | ttl must be
            {"ttl":"60000"}                                 | ttl must be a number of milliseconds.
            {"ttl":1000,"processKeepAlive":1001}            | processKeepAlive must not be greater than ttl.
            {"ttl":1000,"stealth":"yes"}                    | stealth must be true or false.
            {"ttl":1000,"args":"--a"}                       | args must be an array of strings.
            {"ttl":1000,"args":[1]}                         | args must be an array of strings.
            {"ttl":1000,"browser":"firefox"}                | browser must be one of chrome, chromium, stealth.
            {"ttl":1000,"proxy":{"type":"datacenter"}}      | proxy.type must be one of residential.
            {"ttl":1000,"proxy":{"speed":1}}                | proxy. has a field that is not known
            {"ttl":1000,"args":["--user-data-dir=/tmp/x"]}  | user-data-dir
            []                                              | The body must be a JSON object.
            nonsense                                        | The body is not valid JSON
            """)
    void a_bad_field_is_answered_with_400_and_its_name(String body, String words) throws Exception {
        HttpResponse<String> response = http.post("/session?token=s3cret", body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.body()).contains(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"profile\":\"alice\"", "\"extensions\":[\"e1\"]"})
    void what_a_plan_lacks_is_answered_with_401(String field) throws Exception {
        HttpResponse<String> response = http.post("/session?token=s3cret", "{\"ttl\":1000," + field + "}");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).endsWith("is not available on this server.");
    }

    @Test
    void a_wrong_token_is_answered_with_401_everywhere() throws Exception {
        HttpResponse<String> response = http.post("/session?token=other", "{\"ttl\":1000}");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo("Bad or missing authentication.");
        assertThat(http.get("/session/x").statusCode()).isEqualTo(401);
        assertThat(http.delete("/session/x?token=").statusCode()).isEqualTo(401);
        for (String path : List.of("/json/version", "/pressure", "/sessions", "/kill/x")) {
            assertThat(http.get(path).statusCode()).as(path).isEqualTo(401);
        }
        String ws = "ws://" + server.url().getAuthority();
        assertThat(CdpClient.statusOf(ws + "/session/connect/x")).isEqualTo(401);
        assertThat(CdpClient.statusOf(ws + "/?token=other")).isEqualTo(401);
        assertThat(CdpClient.statusOf(ws + "/reconnect/x")).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cre", "s3crets", "S3CRET", "3cret"})
    void a_token_is_compared_in_full(String token) throws Exception {
        assertThat(http.get("/session/x?token=" + token).statusCode()).isEqualTo(401);
        assertThat(http.get("/session/x", "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_token_may_be_in_a_header() throws Exception {
        assertThat(http.get("/session/x", "Authorization", "Basic OnMzY3JldA==").statusCode())
                .isEqualTo(404);
        assertThat(http.get("/session/x", "Authorization", "Bearer s3cret").statusCode())
                .isEqualTo(404);
        assertThat(http.get("/session/x", "Authorization", "Basic czNjcmV0Og==").statusCode())
                .isEqualTo(404);
    }

    @Test
    void an_unknown_session_is_answered_with_404() throws Exception {
        HttpResponse<String> response = http.get("/session/x?token=s3cret");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("The session wasn't found.");
        assertThat(http.delete("/session/x?token=s3cret").statusCode()).isEqualTo(404);
        assertThat(http.post("/session?token=s3cret", "{\"stop\":\"x\"}").statusCode())
                .isEqualTo(404);
        assertThat(CdpClient.statusOf("ws://" + server.url().getAuthority() + "/session/connect/x?token=s3cret"))
                .isEqualTo(404);
    }
}
