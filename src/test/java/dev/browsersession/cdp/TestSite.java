package dev.browsersession.cdp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server whose pages can be had under any loopback name: each name is an origin of its own. */
final class TestSite implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();

    private TestSite(HttpServer server) {
        this.server = server;
    }

    static TestSite start() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        TestSite site = new TestSite(server);
        server.setExecutor(site.threads);
        server.start();
        return site;
    }

    TestSite page(String path, String html) {
        return resource(path, "text/html; charset=UTF-8", "no-store", html);
    }

    TestSite resource(String path, String type, String caching, String body) {
        AtomicInteger count = new AtomicInteger();
        requests.put(path, count);
        server.createContext(path, exchange -> {
            count.incrementAndGet();
            answer(exchange, type, caching, body);
        });
        return this;
    }

    private static void answer(HttpExchange exchange, String type, String caching, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", caching);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    String url(String host, String path) {
        return "http://" + host + ":" + server.getAddress().getPort() + path;
    }

    int requestsOf(String path) {
        return requests.get(path).get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
