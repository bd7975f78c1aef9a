package dev.browsersession.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.BrowserServer;
import dev.browsersession.server.CdpClient;
import dev.browsersession.server.ServerClient;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import tools.jackson.databind.JsonNode;

/** The live view of the local server, as its clients are told of it. */
class LiveViewOfTheServerTest extends LiveViewTestCase {

    private static BrowserServer server;
    private static ServerClient http;

    @BeforeAll
    static void startServer() {
        server = BrowserServer.builder()
                .token("s3cret")
                .behaviour("live.frame-ancestors", "'self' https://dashboard.example")
                .start();
        http = new ServerClient(server.url());
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void theAddressThatAClientIsToldShowsItsSessionAndStopsIt() throws Exception {
        JsonNode session = ServerClient.json(http.post("/session?token=s3cret", "{\"ttl\":60000}"));
        site.page("/served", "<!doctype html><title>Served</title><h1>Served</h1>");
        String live;
        try (CdpClient client = CdpClient.connect(session.path("connect").asString())) {
            client.result(null, "Target.createTarget", Map.of("url", site.url("/served")));
            live = client.result(null, "Browserless.liveURL", Map.of())
                    .path("liveURL")
                    .asString();
            assertThat(live).startsWith(server.url() + "/live/");

            watcher.open(live).awaitText("title", "Served");
            watcher.awaitShown("screen");
            assertThat(watcher.driver().getCurrentUrl()).startsWith(server.url() + "/live/session/local-");
            watcher.click("stop");
            watcher.click("yes");
            watcher.awaitText("outcome", "The session is stopped");
        }
        assertThat(http.get(live).statusCode()).as("after its end").isEqualTo(404);
    }

    @Test
    void theListNeedsTheToken() throws Exception {
        assertThat(http.get("/live").statusCode()).isEqualTo(401);
        assertThat(http.get("/live?token=wrong").statusCode()).isEqualTo(401);
        assertThat(http.get("/live/all/0123456789abcdef0123456789abcdef/").statusCode())
                .isEqualTo(404);
        JsonNode session = ServerClient.json(http.post("/session?token=s3cret", "{\"ttl\":60000}"));

        watcher.open(server.url() + "/live?token=s3cret");
        await("the session is listed")
                .atMost(NET)
                .until(() -> watcher.driver()
                                .findElements(By.cssSelector("#sessions a"))
                                .size()
                        == 1);
        assertThat(watcher.driver().getCurrentUrl()).doesNotContain("s3cret");
        watcher.click("sessions");
        watcher.awaitText("state", "Live");
        http.delete(session.path("stop").asString() + "&force=true");
        watcher.awaitText("state", "It was stopped");
    }

    @Test
    void itIsFramedWhereTheServerWasToldSoAndNowhereElse() throws Exception {
        HttpResponse<String> page = http.get("/live/nothing");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .endsWith("frame-ancestors 'self' https://dashboard.example");
        assertThat(page.headers().firstValue("x-frame-options")).isEmpty();
        assertThat(page.headers().firstValue("referrer-policy")).contains("no-referrer");
    }
}
