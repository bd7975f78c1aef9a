package dev.browsersession.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.BrowserServer;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.remote.http.ClientConfig;
import tools.jackson.databind.JsonNode;

/** Servers, and a client of Browserbase's API at one of them. Tests of a class that want the same server have the same. */
class BrowserbaseTestCase {

    static final String KEY = "bb_a-key";

    private static final Map<List<String>, BrowserServer> SERVERS = new HashMap<>();

    BrowserServer server;
    ServerClient client;

    @AfterEach
    void releaseSessions() throws Exception {
        if (server != null) {
            for (JsonNode left : ServerClient.json(get("/v1/sessions?status=RUNNING"))) {
                release(left);
            }
        }
    }

    @AfterAll
    static void closeServers() {
        SERVERS.values().forEach(BrowserServer::close);
        SERVERS.clear();
    }

    /** @param behaviour names and values */
    void serve(int maxSessions, String... behaviour) {
        List<String> wanted = new ArrayList<>(List.of(behaviour));
        wanted.add(Integer.toString(maxSessions));
        server = SERVERS.computeIfAbsent(wanted, none -> start(maxSessions, behaviour));
        client = new ServerClient(server.url());
    }

    private static BrowserServer start(int maxSessions, String... behaviour) {
        BrowserServer.Builder builder = BrowserServer.builder().apiKey(KEY).maxSessions(maxSessions);
        for (int i = 0; i < behaviour.length; i += 2) {
            builder.behaviour(behaviour[i], behaviour[i + 1]);
        }
        return builder.start();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.get(path, "X-BB-API-Key", KEY);
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.post(path, body, "X-BB-API-Key", KEY);
    }

    JsonNode create(String body) throws IOException, InterruptedException {
        HttpResponse<String> created = post("/v1/sessions", body);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return ServerClient.json(created);
    }

    JsonNode session(JsonNode created) throws IOException, InterruptedException {
        HttpResponse<String> found = get("/v1/sessions/" + id(created));
        assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
        return ServerClient.json(found);
    }

    String status(JsonNode created) throws IOException, InterruptedException {
        return session(created).path("status").asString();
    }

    HttpResponse<String> release(JsonNode created) throws IOException, InterruptedException {
        return post("/v1/sessions/" + id(created), "{\"status\": \"REQUEST_RELEASE\", \"projectId\": \"p\"}");
    }

    void awaitStatus(JsonNode created, String status) {
        await().atMost(Duration.ofSeconds(30)).until(() -> !status(created).equals("RUNNING"));
        await().untilAsserted(() -> assertThat(status(created)).isEqualTo(status));
    }

    static String id(JsonNode created) {
        return created.path("id").asString();
    }

    static String connectUrl(JsonNode created) {
        return created.path("connectUrl").asString();
    }

    /** @param headers that say which session is meant, and that one may */
    static RemoteWebDriver driver(JsonNode created, Map<String, String> headers) throws Exception {
        URL url = URI.create(created.path("seleniumRemoteUrl").asString()).toURL();
        ClientConfig config = ClientConfig.defaultConfig().baseUrl(url).withFilter(next -> request -> {
            headers.forEach(request::setHeader);
            return next.execute(request);
        });
        ChromeOptions options = new ChromeOptions();
        options.addArguments("--window-size=500,400");
        return new RemoteWebDriver(url, options, config);
    }
}
