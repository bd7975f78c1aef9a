package dev.browsersession.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.BrowserServer;
import dev.browsersession.server.CdpClient;
import dev.browsersession.server.ServerClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import tools.jackson.databind.JsonNode;

/** The live view of the local server, as its clients are told of it. */
class LiveViewOfTheServerTest extends LiveViewTestCase {

    private static final String KEY_HEADER = "X-BB-API-Key";

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
        JsonNode session = ServerClient.json(http.post("/session?token=s3cret", "{\"ttl\":600000}"));
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
            assertThat(watcher.driver().getCurrentUrl())
                    .startsWith(
                            server.url() + "/live/session/" + session.path("id").asString());
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
        JsonNode session = ServerClient.json(http.post("/session?token=s3cret", "{\"ttl\":600000}"));

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
    void theListShowsThePageOfAConnectedClientAndWhoseItIs() throws Exception {
        String title = "<img src=x onerror=window.owned=1> & basket";
        site.page(
                "/basket",
                "<!doctype html><title>" + title.replace("&", "&amp;").replace("<", "&lt;") + "</title>");
        JsonNode session = ServerClient.json(http.post("/v1/sessions", "{\"keepAlive\": true}", KEY_HEADER, "s3cret"));
        String id = session.path("id").asString();
        try (CdpClient client = CdpClient.connect(session.path("connectUrl").asString())) {
            String first = client.result(null, "Target.getTargets", Map.of())
                    .findValuesAsString("targetId")
                    .get(0);
            client.result(null, "Target.createTarget", Map.of("url", site.url("/basket")));
            client.result(null, "Target.closeTarget", Map.of("targetId", first));

            watcher.open(server.url() + "/live?token=s3cret");
            awaitOnCard("pagetitle", title);
            awaitOnCard("holders", "Held by one client (Browserbase session " + id + ")");
            assertThat(watcher.driver().findElements(By.cssSelector(".pagetitle *")))
                    .isEmpty();
        }
        awaitOnCard("holders", "Held by nobody at the moment (Browserbase session " + id + ")");
        awaitOnCard("pagetitle", title);
        awaitOnCard("id", id);
        watcher.open(server.url() + "/live/" + id).awaitText("keepalive", "yes");
        assertThat(watcher.driver().getTitle()).isEqualTo("Session " + id);
        assertThat(watcher.text("provider")).matches("local, as local-[0-9a-f]+");

        http.post("/v1/sessions/" + id, "{\"status\": \"REQUEST_RELEASE\"}", KEY_HEADER, "s3cret");
        watcher.awaitText("state", "It was stopped");
        assertThat(watcher.text("keepalive")).as("after its end").isEqualTo("yes");
    }

    @Test
    void thePageInAContextOfAClientIsShownAndNotTheBlankOneThatTheBrowserBeganWith() throws Exception {
        site.page("/inside", "<!doctype html><title>Inside</title><h1>Inside</h1>");
        JsonNode session = ServerClient.json(http.post("/v1/sessions", "{}", KEY_HEADER, "s3cret"));
        try (CdpClient client = CdpClient.connect(session.path("connectUrl").asString())) {
            // Pages are sorted by their random ids: of so many, hardly all come before the blank one.
            for (int i = 0; i < 5; i++) {
                String context = client.result(null, "Target.createBrowserContext", Map.of())
                        .path("browserContextId")
                        .asString();
                client.result(
                        null, "Target.createTarget", Map.of("url", site.url("/inside"), "browserContextId", context));
            }

            watcher.open(server.url() + "/live?token=s3cret");
            awaitOnCard("pagetitle", "Inside (and 5 more)");
            watcher.open(server.url() + "/live/" + session.path("id").asString())
                    .awaitText("title", "Inside");
            watcher.awaitShown("screen");
            assertThat(watcher.text("pages")).startsWith("Inside").endsWith("about:blank");
        }
        // To leave the list to other tests.
        http.post(
                "/v1/sessions/" + session.path("id").asString(),
                "{\"status\": \"REQUEST_RELEASE\"}",
                KEY_HEADER,
                "s3cret");
    }

    @Test
    void aSessionIsWatchedFromOneBrowserToTheNextAndStoppedWhileItHasNone() throws Exception {
        JsonNode session = ServerClient.json(http.post("/session?token=s3cret", "{\"ttl\":600000}"));
        String id = session.path("id").asString();
        String live = server.url() + "/live/" + id;
        try (CdpClient client = CdpClient.connect(session.path("connect").asString())) {
            watcher.open(live).awaitText("holders", "one client (Browserless session " + id + ")");
            assertThat(client.result(null, "Browserless.liveURL", Map.of())
                            .path("liveURL")
                            .asString())
                    .isEqualTo(live);
        }
        watcher.awaitText("problem", "It has no browser at the moment.");
        watcher.awaitText("holders", "nobody at the moment (Browserless session " + id + ")");
        watcher.open(server.url() + "/live?token=s3cret");
        awaitOnCard("id", id);
        awaitOnCard("pagetitle", "It has no browser at the moment. The next client that connects is given one.");

        watcher.open(live).awaitText("problem", "It has no browser at the moment.");
        try (CdpClient client = CdpClient.connect(session.path("connect").asString())) {
            watcher.awaitText("url", "about:blank");
            watcher.awaitText("holders", "one client");
            client.page("about:blank");
        }
        watcher.awaitText("problem", "It has no browser at the moment.");
        watcher.click("stop");
        watcher.click("yes");
        watcher.awaitText("outcome", "The session is stopped");
        watcher.awaitText("state", "It was stopped: somebody did so by hand, in the live view.");
        assertThat(http.get("/session/" + id + "?token=s3cret").statusCode()).isEqualTo(404);
    }

    @Test
    void aBrowserThatEndsWithItsClientIsNotSaidToBeKeptAlive() {
        try (CdpClient client = CdpClient.connect("ws://" + server.url().getAuthority() + "/?token=s3cret")) {
            String live = client.result(null, "Browserless.liveURL", Map.of())
                    .path("liveURL")
                    .asString();
            watcher.open(live).awaitText("keepalive", "no");
            watcher.awaitText("holders", "one client (Browserless client)");

            client.result(null, "Browserless.reconnect", Map.of("timeout", 60_000));
            watcher.awaitText("keepalive", "yes");
            client.sendWithoutAnswer("Browser.close");
            watcher.awaitText("state", "It was stopped");
        }
    }

    private static void awaitOnCard(String kind, String expected) {
        // In one go: the list is made anew now and then.
        String script = "return [...document.querySelectorAll('#sessions .' + arguments[0])].map(it => it.textContent)";
        await(kind + " is " + expected)
                .atMost(NET)
                .until(() -> eyes.driver().executeScript(script, kind), List.of(expected)::equals);
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
