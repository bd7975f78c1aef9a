package dev.browsersession.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.BrowserServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BrowserlessOneOffTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static BrowserServer server;
    private static ServerClient http;
    private static String base;

    @BeforeAll
    static void start() {
        server = BrowserServer.builder().token("s3cret").maxSessions(2).start();
        http = new ServerClient(server.url());
        base = "ws://" + server.url().getAuthority();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingIsLeft() {
        await().atMost(LIMIT).until(() -> running() == 0);
    }

    private static JsonNode list() throws Exception {
        return ServerClient.json(http.get("/sessions?token=s3cret"));
    }

    private static int running() throws Exception {
        return list().size();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/chromium", "/chrome"})
    void a_browser_lives_while_its_client_is_connected(String path) throws Exception {
        try (CdpClient client = CdpClient.connect(base + path + "?token=s3cret")) {
            assertThat(client.result(null, "Browser.getVersion", Map.of())
                            .path("product")
                            .asString())
                    .contains("Chrome/");
            assertThat(running()).isEqualTo(1);
        }
        await().atMost(LIMIT).until(() -> running() == 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "speed=1",
                "timeout=soon",
                "timeout=-1",
                "launch=nonsense",
                "launch=[]",
                "launch=%7B%22args%22:1%7D",
                "trackingId=a%20b",
                "trackingId=123456789012345678901234567890123",
                "headless=maybe"
            })
    void a_bad_parameter_is_answered_with_400(String parameter) {
        assertThat(CdpClient.statusOf(base + "/?token=s3cret&" + parameter)).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void launch_options_are_json_or_base64(boolean base64) {
        String json = "{\"args\":[\"--user-agent=Told so\"],\"headless\":true,\"slowMo\":5}";
        String launch = base64 ? Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)) : json;
        try (CdpClient client = CdpClient.connect(base + "/?token=s3cret&launch=" + encoded(launch))) {
            assertThat(client.evaluate(client.page("about:blank"), "navigator.userAgent")
                            .asString())
                    .isEqualTo("Told so");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --user-agent=Told%20so                      | --user-agent=Told so
            --mute-audio                                | --mute-audio
            launch=%7B%22acceptInsecureCerts%22:true%7D | --ignore-certificate-errors
            launch=%7B%22ignoreHTTPSErrors%22:true%7D   | --ignore-certificate-errors
            """)
    void what_the_query_asks_for_reaches_the_browser(String query, String argument) {
        try (CdpClient client = CdpClient.connect(base + "/?token=s3cret&" + query)) {
            assertThat(client.result(null, "SystemInfo.getInfo", Map.of())
                            .path("commandLine")
                            .asString())
                    .contains(argument);
        }
    }

    @Test
    void a_tracking_id_names_one_running_browser() throws Exception {
        String url = base + "/?token=s3cret&trackingId=mine-1";
        try (CdpClient client = CdpClient.connect(url)) {
            assertThat(CdpClient.statusOf(url)).isEqualTo(400);
            assertThat(list().path(0).path("trackingId").asString()).isEqualTo("mine-1");

            assertThat(http.get("/kill/mine-1?token=s3cret").statusCode()).isEqualTo(204);

            assertThat(client.closedWith()).isEqualTo(1001);
        }
        assertThat(http.get("/kill/mine-1?token=s3cret").statusCode()).isEqualTo(404);
    }

    @Test
    void of_two_who_ask_for_one_tracking_id_at_the_same_time_one_is_refused() {
        String url = base + "/?token=s3cret&trackingId=mine-2";
        List<CompletableFuture<CdpClient>> both = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> CdpClient.connect(url)))
                .limit(2)
                .toList();
        assertThat(both)
                .extracting(client ->
                        client.handle((connected, refused) -> refused == null).join())
                .containsExactlyInAnyOrder(true, false);
        both.forEach(client -> client.thenAccept(CdpClient::close));
    }

    @Test
    void a_browser_is_killed_by_the_url_that_is_listed() throws Exception {
        try (CdpClient client = CdpClient.connect(base + "/?token=s3cret")) {
            String url = list().path(0).path("killURL").asString();

            assertThat(http.get(url + "?token=s3cret").statusCode()).isEqualTo(204);

            assertThat(client.closedWith()).isEqualTo(1001);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "profile=alice",
                "launch=%7B%22defaultViewport%22:%7B%22width%22:800,%22height%22:600%7D%7D",
                "launch=%7B%22ignoreDefaultArgs%22:true%7D",
                "launch=%7B%22ignoreDefaultArgs%22:%5B%22--hide-scrollbars%22%5D%7D",
                "launch=%7B%22userDataDir%22:%22/tmp/mine%22%7D"
            })
    void what_a_plan_lacks_is_answered_with_401(String parameter) {
        assertThat(CdpClient.statusOf(base + "/?token=s3cret&" + parameter)).isEqualTo(401);
    }

    @Test
    void launch_options_that_ask_for_nothing_are_no_trouble() {
        String launch = "{\"defaultViewport\":null,\"ignoreDefaultArgs\":false,\"userDataDir\":null}";
        CdpClient.connect(base + "/?token=s3cret&launch=" + encoded(launch)).close();
    }

    @Test
    void another_client_may_join_while_one_is_connected() throws Exception {
        try (CdpClient first = CdpClient.connect(base + "/?token=s3cret")) {
            String endpoint = list().path(0).path("browserWSEndpoint").asString();
            assertThat(CdpClient.statusOf(endpoint)).isEqualTo(401);
            try (CdpClient second = CdpClient.connect(endpoint + "?token=s3cret")) {
                second.page("about:blank");
                first.disconnect();
                second.page("about:blank");
            }
        }
    }

    @Test
    void at_its_timeout_the_websocket_is_closed() {
        try (CdpClient client = CdpClient.connect(base + "/?token=s3cret&timeout=10000")) {
            assertThat(client.closedWith()).isEqualTo(1001);
        }
    }

    @Test
    void one_more_than_allowed_is_answered_with_429() {
        try (CdpClient first = CdpClient.connect(base + "/?token=s3cret");
                CdpClient second = CdpClient.connect(base + "/?token=s3cret")) {
            first.page("about:blank");
            second.page("about:blank");

            assertThat(CdpClient.statusOf(base + "/?token=s3cret")).isEqualTo(429);
        }
    }

    @Test
    void a_live_url_is_told() {
        try (CdpClient client = CdpClient.connect(base + "/?token=s3cret")) {
            assertThat(client.result(null, "Browserless.liveURL", Map.of("timeout", 1000))
                            .path("liveURL")
                            .asString())
                    .startsWith(server.url().toString());
        }
    }

    @Test
    void json_version_leads_clients_to_a_browser() throws Exception {
        JsonNode version = ServerClient.json(http.get("/json/version?token=s3cret"));

        assertThat(version.path("Browser").asString()).startsWith("Chrome/");
        try (CdpClient client =
                CdpClient.connect(version.path("webSocketDebuggerUrl").asString())) {
            client.page("about:blank");
        }
    }
}
