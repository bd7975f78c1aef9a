package dev.browsersession.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HTTP as a client of the server speaks it. */
public final class ServerClient {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;

    public ServerClient(URI server) {
        this.server = server;
    }

    public HttpResponse<String> get(String target, String... headers) throws IOException, InterruptedException {
        return send("GET", target, null, headers);
    }

    public HttpResponse<String> post(String target, String body, String... headers)
            throws IOException, InterruptedException {
        return send("POST", target, body, headers);
    }

    public HttpResponse<String> delete(String target, String... headers) throws IOException, InterruptedException {
        return send("DELETE", target, null, headers);
    }

    public HttpResponse<String> send(String method, String target, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        target.startsWith("/") ? server.resolve(target) : URI.create(target))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("content-type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    public static JsonNode json(String text) {
        return JSON.readTree(text);
    }
}
