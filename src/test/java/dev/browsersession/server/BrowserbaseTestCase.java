package dev.browsersession.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.BrowserServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;

/** A server, and a client of Browserbase's API at it. */
class BrowserbaseTestCase {

    static final String KEY = "bb_a-key";

    BrowserServer server;
    ServerClient client;

    @AfterEach
    void closeServer() {
        if (server != null) {
            server.close();
        }
    }

    /** @param behaviour names and values */
    void serve(int maxSessions, String... behaviour) {
        BrowserServer.Builder builder = BrowserServer.builder().apiKey(KEY).maxSessions(maxSessions);
        for (int i = 0; i < behaviour.length; i += 2) {
            builder.behaviour(behaviour[i], behaviour[i + 1]);
        }
        server = builder.start();
        client = new ServerClient(server.url());
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
}
