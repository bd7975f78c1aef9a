package dev.browsersession.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.BrowserServer;
import dev.browsersession.testkit.PageServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BrowserlessSessionApiTest {

    private static BrowserServer server;
    private static ServerClient http;
    private static PageServer pages;
    private JsonNode session;

    @BeforeAll
    static void start() throws Exception {
        server = BrowserServer.builder().token("s3cret").maxSessions(1).start();
        http = new ServerClient(server.url());
        pages = PageServer.start();
    }

    @AfterAll
    static void stop() {
        pages.close();
        server.close();
    }

    @AfterEach
    void stopSession() throws Exception {
        if (session != null) {
            http.delete(session.path("stop").asString() + "&force=true");
            await().until(() -> ServerClient.json(http.get("/pressure?token=s3cret"))
                            .path("pressure")
                            .path("running")
                            .asInt()
                    == 0);
        }
    }

    private void create(String fields) throws Exception {
        HttpResponse<String> response = http.post("/session?token=s3cret", "{" + fields + "}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        session = ServerClient.json(response);
    }

    private CdpClient connect() {
        return CdpClient.connect(session.path("connect").asString());
    }

    private int status() throws Exception {
        return http.get("/session/" + session.path("id").asString() + "?token=s3cret")
                .statusCode();
    }

    private boolean running() throws Exception {
        return told("running");
    }

    private boolean told(String field) throws Exception {
        JsonNode told =
                ServerClient.json(http.get("/session/" + session.path("id").asString() + "?token=s3cret"));
        assertThat(told.has(field)).as(told.toString()).isTrue();
        return told.path(field).asBoolean();
    }

    @Test
    void a_created_session_names_its_urls() throws Exception {
        create("\"ttl\":60000");

        String id = session.path("id").asString();
        String authority = server.url().getAuthority();
        assertThat(session.path("sessionId").asString()).isEqualTo(id);
        assertThat(session.path("connect").asString())
                .isEqualTo("ws://" + authority + "/session/connect/" + id + "?token=s3cret");
        assertThat(session.path("stop").asString())
                .isEqualTo("http://" + authority + "/session/" + id + "?token=s3cret");
        assertThat(session.path("ttl").asInt()).isEqualTo(60000);
        assertThat(session.has("browserQL")).isTrue();
        assertThat(session.has("cloudEndpointId")).isTrue();
        assertThat(status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?token=another"})
    void its_urls_are_good_as_they_are_for_who_has_named_the_token_in_a_header(String query) throws Exception {
        HttpResponse<String> response =
                http.post("/session" + query, "{\"ttl\":60000}", "Authorization", "Bearer s3cret");
        session = ServerClient.json(response);

        connect().close();
        assertThat(http.delete(session.path("stop").asString() + "&force=true").statusCode())
                .isEqualTo(200);
        JsonNode version = ServerClient.json(http.get("/json/version" + query, "Authorization", "Bearer s3cret"));
        CdpClient.connect(version.path("webSocketDebuggerUrl").asString()).disconnect();
    }

    @Test
    void one_more_session_than_allowed_is_answered_with_429() throws Exception {
        create("\"ttl\":60000");

        HttpResponse<String> response = http.post("/session?token=s3cret", "{\"ttl\":1000}");

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.body()).startsWith("Too many requests");
        assertThat(http.delete(session.path("stop").asString()).statusCode()).isEqualTo(200);
        create("\"ttl\":60000");
    }

    @Test
    void has_one_client_at_a_time() throws Exception {
        create("\"ttl\":60000,\"processKeepAlive\":60000");
        assertThat(told("connected")).isFalse();
        try (CdpClient first = connect()) {
            first.page("about:blank");
            assertThat(told("connected")).isTrue();

            assertThat(CdpClient.statusOf(session.path("connect").asString())).isEqualTo(429);

            first.page("about:blank");
        }
        connect().close();
    }

    @Test
    void within_process_keep_alive_the_next_client_finds_the_same_process_and_pages() throws Exception {
        create("\"ttl\":60000,\"processKeepAlive\":30000");
        String target;
        try (CdpClient first = connect()) {
            String page = first.page("about:blank");
            first.evaluate(page, "window.memory = 42");
            target = first.result(page, "Target.getTargetInfo", Map.of())
                    .path("targetInfo")
                    .path("targetId")
                    .asString();
        }
        try (CdpClient second = connect()) {
            assertThat(second.evaluate(second.attach(target), "window.memory").asInt())
                    .isEqualTo(42);
        }
    }

    @Test
    void who_comes_back_within_process_keep_alive_has_the_process_for_longer_than_that() throws Exception {
        create("\"ttl\":60000,\"processKeepAlive\":5000");
        String target;
        try (CdpClient first = connect()) {
            String page = first.page("about:blank");
            first.evaluate(page, "window.memory = 42");
            target = first.result(page, "Target.getTargetInfo", Map.of())
                    .path("targetInfo")
                    .path("targetId")
                    .asString();
        }
        try (CdpClient back = connect()) {
            String page = back.attach(target);

            await().during(Duration.ofSeconds(6))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> back.evaluate(page, "window.memory").asInt() == 42);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 300})
    void after_process_keep_alive_a_new_process_has_the_same_data(int keepAlive) throws Exception {
        create("\"ttl\":60000,\"processKeepAlive\":" + keepAlive);
        try (CdpClient first = connect()) {
            String page = first.page(pages.url("/shop"));
            await().until(() -> first.evaluate(page, "document.readyState + location.pathname")
                    .asString()
                    .equals("complete/shop"));
            first.evaluate(page, "document.cookie='kept=yes; max-age=3600'; localStorage.setItem('kept', 'yes')");
            first.evaluate(page, "window.memory = 42");
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> !running());
        assertThat(status()).isEqualTo(200);
        try (CdpClient second = connect()) {
            String page = second.page(pages.url("/shop"));
            await().until(() -> second.evaluate(page, "document.readyState + location.pathname")
                    .asString()
                    .equals("complete/shop"));
            assertThat(second.evaluate(page, "document.cookie").asString()).contains("kept=yes");
            assertThat(second.evaluate(page, "localStorage.getItem('kept')").asString())
                    .isEqualTo("yes");
            assertThat(second.evaluate(page, "typeof window.memory").asString()).isEqualTo("undefined");
        }
    }

    @Test
    void a_client_that_closes_the_browser_leaves_the_session() throws Exception {
        create("\"ttl\":60000,\"processKeepAlive\":30000");
        try (CdpClient client = connect()) {
            assertThat(client.result(null, "Browser.close", Map.of()).isEmpty()).isTrue();
            assertThat(client.closedWith()).isEqualTo(1000);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> !running());
        connect().close();
    }

    @Test
    void is_not_deleted_under_a_client_without_force() throws Exception {
        create("\"ttl\":60000,\"processKeepAlive\":30000");
        try (CdpClient client = connect()) {
            HttpResponse<String> refused = http.delete(session.path("stop").asString());
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            client.page("about:blank");

            assertThat(http.delete(session.path("stop").asString() + "&force=true")
                            .statusCode())
                    .isEqualTo(200);

            client.closedWith();
        }
        assertThat(status()).isEqualTo(404);
    }

    @Test
    void is_stopped_the_way_browserless_page_does_it() throws Exception {
        create("\"ttl\":60000");
        try (CdpClient client = connect()) {
            HttpResponse<String> stopped = http.post(
                    "/session?token=s3cret",
                    "{\"stop\":\"" + session.path("sessionId").asString() + "\"}");

            assertThat(stopped.statusCode()).isEqualTo(200);
            assertThat(ServerClient.json(stopped).path("stopped").asBoolean()).isTrue();
            assertThat(client.closedWith()).isEqualTo(1001);
        }
        assertThat(status()).isEqualTo(404);
    }

    @Test
    void ends_with_its_ttl_under_its_client() throws Exception {
        create("\"ttl\":20000");
        try (CdpClient client = connect()) {
            assertThat(client.closedWith()).isEqualTo(1001);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> status() == 404);
        create("\"ttl\":60000");
    }

    @Test
    void ends_with_its_ttl_although_it_has_no_process() throws Exception {
        create("\"ttl\":20000,\"processKeepAlive\":0");
        connect().disconnect();
        await().atMost(Duration.ofSeconds(30)).until(() -> status() == 404 || !running());

        await().atMost(Duration.ofSeconds(30)).until(() -> status() == 404);
        create("\"ttl\":60000");
    }

    @Test
    void a_crash_ends_the_process_and_not_the_session() throws Exception {
        create("\"ttl\":60000,\"processKeepAlive\":30000");
        try (CdpClient client = connect()) {
            client.evaluate(client.page("about:blank"), "1");
            client.sendWithoutAnswer("Browser.crash");
            client.closedWith();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> !running());
        connect().close();
    }
}
