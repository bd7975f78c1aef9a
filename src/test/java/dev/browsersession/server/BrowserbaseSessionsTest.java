package dev.browsersession.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BrowserbaseSessionsTest extends BrowserbaseTestCase {

    @Test
    void aSessionIsCreatedFoundAndReleased() throws Exception {
        serve(2);
        JsonNode created = create("{\"projectId\": \"p\", \"timeout\": 120, \"userMetadata\": {\"run\": \"r 1\"}}");

        assertThat(created.path("status").asString()).isEqualTo("RUNNING");
        assertThat(connectUrl(created)).startsWith("ws://127.0.0.1:");
        assertThat(created.path("seleniumRemoteUrl").asString()).startsWith(server.url() + "/");
        assertThat(created.path("signingKey").asString()).isNotBlank();
        assertThat(session(created)).isEqualTo(created);
        String query = URLEncoder.encode("user_metadata['run']:'r 1'", StandardCharsets.UTF_8);
        JsonNode listed = ServerClient.json(get("/v1/sessions?status=RUNNING&q=" + query));
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).path("id")).isEqualTo(created.path("id"));
        assertThat(listed.get(0).has("connectUrl")).as("a secret in a list").isFalse();

        HttpResponse<String> released = release(created);
        assertThat(released.statusCode()).isEqualTo(200);
        assertThat(ServerClient.json(released).path("status").asString()).isEqualTo("COMPLETED");
        assertThat(session(created).has("connectUrl")).isFalse();
        assertThat(session(created).path("endedAt").asString()).endsWith("Z");
        assertThat(ServerClient.json(get("/v1/sessions?status=RUNNING"))).isEmpty();
        assertThat(release(created).statusCode()).as("a second release").isEqualTo(200);
    }

    @Test
    void aBodyIsNotNeededAndTheDefaultTimeoutIsTheProjects() throws Exception {
        serve(1);
        HttpResponse<String> created = client.send("POST", "/v1/sessions", null, "X-BB-API-Key", KEY);

        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        JsonNode project = ServerClient.json(get("/v1/projects/any"));
        assertThat(project.path("defaultTimeout").asInt()).isEqualTo(300);
        assertThat(project.path("concurrency").asInt()).isEqualTo(1);
        assertThat(ServerClient.json(get("/v1/projects"))).isNotEmpty();
    }

    @Test
    void whatWasAskedForReachesTheBrowser() throws Exception {
        serve(1);
        JsonNode created = create("""
                {"timeout": 120, "browserSettings":
                  {"viewport": {"width": 640, "height": 480}, "ignoreCertificateErrors": true}}""");

        try (ConnectedClient browser = ConnectedClient.connect(connectUrl(created))) {
            String page = browser.call("Target.getTargets")
                    .at("/result/targetInfos/0/targetId")
                    .asString();
            JsonNode window = browser.call("Browser.getWindowForTarget", "{\"targetId\": \"" + page + "\"}")
                    .at("/result/bounds");
            assertThat(List.of(
                            window.path("width").asInt(), window.path("height").asInt()))
                    .containsExactly(640, 480);
            assertThat(browser.call("SystemInfo.getInfo")
                            .at("/result/commandLine")
                            .asString())
                    .contains("--ignore-certificate-errors");
            String live = client.get("/live/" + id(created))
                    .headers()
                    .firstValue("location")
                    .orElseThrow();
            JsonNode state = ServerClient.json(client.get(live + "state"));
            assertThat(state.path("ttlLeftMillis").asLong()).isBetween(1L, 120_000L);
        }
    }

    @Test
    void severalClientsAreConnectedAndTheLastToLeaveEndsIt() throws Exception {
        serve(1);
        JsonNode created = create("{}");
        ConnectedClient one = ConnectedClient.connect(connectUrl(created));
        try (ConnectedClient two = ConnectedClient.connect(connectUrl(created))) {
            assertThat(product(two)).contains("Chrome");
        }
        assertThat(product(one)).contains("Chrome");
        assertThat(status(created)).isEqualTo("RUNNING");

        one.close();
        awaitStatus(created, "COMPLETED");
        assertThat(ConnectedClient.refusal(connectUrl(created))).isEqualTo(410);
    }

    @Test
    void aSessionThatIsKeptAliveIsConnectedToAgainByTheSameUrl() throws Exception {
        serve(1);
        JsonNode created = create("{\"keepAlive\": true}");
        try (ConnectedClient first = ConnectedClient.connect(connectUrl(created))) {
            assertThat(product(first)).contains("Chrome");
        }

        ConnectedClient second = ConnectedClient.connect(connectUrl(created));
        assertThat(product(second)).contains("Chrome");
        release(created);
        assertThat(second.closed().get(30, TimeUnit.SECONDS)).isNotNull();
        assertThat(status(created)).isEqualTo("COMPLETED");
    }

    @Test
    void aClientThatClosesTheBrowserCompletesTheSession() throws Exception {
        serve(1);
        JsonNode created = create("{\"keepAlive\": true}");
        ConnectedClient browser = ConnectedClient.connect(connectUrl(created));

        browser.call("Browser.close");
        awaitStatus(created, "COMPLETED");
    }

    @Test
    void aBrowserThatCrashesIsAnError() throws Exception {
        serve(1);
        JsonNode created = create("{\"keepAlive\": true}");
        ConnectedClient browser = ConnectedClient.connect(connectUrl(created));

        browser.crash();
        awaitStatus(created, "ERROR");
    }

    @Test
    void aSigningKeyIsNeededToConnect() throws Exception {
        serve(1);
        JsonNode created = create("{}");
        String url = connectUrl(created);

        assertThat(ConnectedClient.refusal(url.substring(0, url.length() - 1))).isEqualTo(401);
        assertThat(ConnectedClient.refusal(url + "0")).isEqualTo(401);
        assertThat(ConnectedClient.refusal(url.replaceFirst("\\?.*", ""))).isEqualTo(401);
    }

    @Test
    void whereItCanBeWatchedIsTold() throws Exception {
        serve(1);
        JsonNode created = create("{}");

        JsonNode live = ServerClient.json(get("/v1/sessions/" + id(created) + "/debug"));
        assertThat(live.path("debuggerUrl").asString()).startsWith(server.url().toString());
        assertThat(live.path("debuggerFullscreenUrl").asString()).contains(id(created));
        assertThat(live.path("wsUrl").asString()).isEqualTo(connectUrl(created));
        assertThat(live.path("pages")).hasSize(1);
        assertThat(live.path("pages").get(0).path("url").asString()).isEqualTo("about:blank");

        release(created);
        assertThat(get("/v1/sessions/" + id(created) + "/debug").statusCode()).isEqualTo(410);
    }

    private static String product(ConnectedClient client) {
        return client.call("Browser.getVersion").path("result").path("product").asString();
    }
}
