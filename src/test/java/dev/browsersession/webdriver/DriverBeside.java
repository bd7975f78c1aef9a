package dev.browsersession.webdriver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.browsersession.fake.BesideProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A service's Selenium URL: passes on to a ChromeDriver what has the key, and has its new sessions attach to the browser that is
 * there.
 */
final class DriverBeside implements AutoCloseable {

    private final RunningChrome chrome;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile boolean refusing;

    DriverBeside(RunningChrome chrome) throws IOException {
        this.chrome = chrome;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/wd", this::passOn);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/wd";
    }

    /** From here on there are no new sessions. */
    void refuse() {
        refusing = true;
    }

    /** Method and path of each, ids left out. */
    List<String> requests() {
        return requests.stream()
                .map(line -> line.replaceAll("/session/[0-9a-f]+", "/session/*"))
                .toList();
    }

    private void passOn(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring("/wd".length());
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + path);
            if (!BesideProvider.KEY.equals(exchange.getRequestHeaders().getFirst(BesideProvider.KEY_HEADER))) {
                answer(exchange, 401, "{\"value\":{\"error\":\"session not created\",\"message\":\"no key\"}}");
                return;
            }
            boolean opens = exchange.getRequestMethod().equals("POST") && path.equals("/session");
            if (opens && refusing) {
                answer(exchange, 500, "{\"value\":{\"error\":\"session not created\",\"message\":\"not today\"}}");
                return;
            }
            String sent = opens
                    ? "{\"capabilities\":{\"alwaysMatch\":{\"goog:chromeOptions\":{\"debuggerAddress\":\""
                            + chrome.debuggerAddress() + "\"}}}}"
                    : body;
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(chrome.driverUrl() + path))
                            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofString(sent))
                            .header("Content-Type", "application/json")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            answer(exchange, answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
