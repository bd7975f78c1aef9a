package dev.browsersession.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A web server through which a scenario steers the owners that it started: an owner asks for {@code /at/<owner>/<point>}, and the
 * answer, which comes when the scenario wants it to, says how to go on. Browsers find a page at {@code /page} that counts its
 * visits, in its title, and at {@code /walk} one that goes on to the next by itself.
 */
public final class Steering implements AutoCloseable {

    private static final String PAGE = "<script>localStorage.visits = 1 + Number(localStorage.visits || 0);"
            + "document.title = localStorage.visits;</script>";
    private static final String WALK =
            "<script>setTimeout(() => location.search = Number(location.search.slice(1)) + 1, 100);</script>";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, CompletableFuture<Arrival>> arrivals = new ConcurrentHashMap<>();

    private Steering(HttpServer server) {
        this.server = server;
    }

    public static Steering open() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Steering steering = new Steering(server);
        server.setExecutor(steering.threads);
        server.createContext("/at/", steering::arrived);
        server.createContext("/page", exchange -> answer(exchange, PAGE));
        server.createContext("/walk", exchange -> answer(exchange, WALK));
        server.start();
        return steering;
    }

    URI of(String owner) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/at/" + owner + "/");
    }

    CompletableFuture<Arrival> arrival(String owner, String point) {
        return arrivals.computeIfAbsent("/at/" + owner + "/" + point, key -> new CompletableFuture<>());
    }

    private void arrived(HttpExchange exchange) throws IOException {
        Map<String, String> told = Stream.of(
                        exchange.getRequestURI().getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        Arrival arrival = new Arrival(
                Long.parseLong(told.get("pid")), told.get("session"), told.get("title"), new CompletableFuture<>());
        arrivals.computeIfAbsent(exchange.getRequestURI().getPath(), key -> new CompletableFuture<>())
                .complete(arrival);
        answer(exchange, arrival.answer().join());
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
