package dev.browsersession.cdp;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real ChromeDriver, spoken to in plain HTTP. */
final class WebDriverWire implements AutoCloseable {

    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final URI base;
    private final HttpClient http = HttpClient.newHttpClient();

    private WebDriverWire(Process process, URI base) {
        this.process = process;
        this.base = base;
    }

    static WebDriverWire start(Path directory) throws IOException {
        Path log = directory.resolve("chromedriver.log");
        String binary = Chromium.onPath("chromedriver").stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no chromedriver is on the PATH"));
        Process process = new ProcessBuilder(binary, "--port=0")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        String port = await("chromedriver's port")
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> STARTED.matcher(Files.readString(log)).results().findFirst(), Optional::isPresent)
                .map(found -> found.group(1))
                .orElseThrow();
        return new WebDriverWire(process, URI.create("http://127.0.0.1:" + port + "/session"));
    }

    URI base() {
        return base;
    }

    /** The same driver at another address. It is ended by closing this one. */
    WebDriverWire at(URI address) {
        return new WebDriverWire(process, address);
    }

    /** Attaches to a view, and returns the path of the WebDriver session. */
    String attach(ViewPort port) throws Exception {
        try (Attaching attaching = port.allowAttach()) {
            return attach(port.debuggerAddress(), attaching);
        }
    }

    private String attach(String debuggerAddress, Attaching whileAllowed) throws Exception {
        String capabilities = "{\"capabilities\":{\"alwaysMatch\":{\"goog:chromeOptions\":{\"debuggerAddress\":\""
                + debuggerAddress + "\"}}}}";
        JsonNode session = send("POST", "", capabilities);
        if (!session.has("sessionId")) {
            throw new AssertionError("not attached " + whileAllowed + ": " + session);
        }
        return "/" + session.path("sessionId").asString();
    }

    JsonNode get(String path) throws Exception {
        return send("GET", path, null);
    }

    JsonNode post(String path, String body) throws Exception {
        return send("POST", path, body);
    }

    JsonNode delete(String path) throws Exception {
        return send("DELETE", path, null);
    }

    /** Runs a CDP command on the page's session, as {@code executeCdpCommand} does. */
    JsonNode cdp(String session, String command, String params) throws Exception {
        return post(session + "/goog/cdp/execute", "{\"cmd\":\"" + command + "\",\"params\":" + params + "}");
    }

    private JsonNode send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        return JSON.readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .path("value");
    }

    @Override
    public void close() {
        Chromium.end(process);
    }
}
