package dev.browsersession.testkit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Serves pages on loopback. {@code localhost}, {@code 127.0.0.1} and {@code *.localhost} are different origins of it. */
public final class PageServer implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> pages = new ConcurrentHashMap<>();

    private PageServer(HttpServer server) {
        this.server = server;
    }

    public static PageServer start() {
        try {
            PageServer pages =
                    new PageServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            pages.server.createContext("/", exchange -> {
                byte[] body = pages.pages
                        .getOrDefault(exchange.getRequestURI().getPath(), "<title>a page</title><h1>A page</h1>")
                        .getBytes(StandardCharsets.UTF_8);
                boolean script = exchange.getRequestURI().getPath().endsWith(".js");
                exchange.getResponseHeaders()
                        .set("Content-Type", (script ? "text/javascript" : "text/html") + "; charset=utf-8");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            pages.server.start();
            return pages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public PageServer page(String path, String body) {
        pages.put(path, body);
        return this;
    }

    public String url(String path) {
        return url("127.0.0.1", path);
    }

    public String url(String host, String path) {
        return "http://" + host + ":" + server.getAddress().getPort() + path;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
