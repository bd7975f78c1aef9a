package dev.browsersession.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A page that loads until it is answered. */
final class SlowPage implements AutoCloseable {

    private final HttpServer server;
    private final CompletableFuture<HttpExchange> asked = new CompletableFuture<>();

    private SlowPage(HttpServer server) {
        this.server = server;
    }

    static SlowPage start() throws IOException {
        SlowPage page = new SlowPage(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        page.server.createContext("/slow", page.asked::complete);
        page.server.start();
        return page;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/slow";
    }

    /** Completed when a browser asks for it. */
    CompletableFuture<HttpExchange> asked() {
        return asked;
    }

    void answer(String html) {
        byte[] body = html.getBytes(StandardCharsets.UTF_8);
        try (HttpExchange exchange = asked.join()) {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
