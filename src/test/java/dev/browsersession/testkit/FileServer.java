package dev.browsersession.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves files to download, on loopback: {@code /file/<name>?<content>} at once, {@code /held/<name>} half before and half after
 * {@link #release}, {@code /cut/<name>} half of it and no more. {@code /sent/<name>} is answered once that of {@code /file/} is. Everything else is a page that links to its query.
 */
public final class FileServer implements AutoCloseable {

    private static final int HALF = 1 << 20;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch released = new CountDownLatch(1);
    private final Map<String, CountDownLatch> sent = new ConcurrentHashMap<>();

    private FileServer(HttpServer server) {
        this.server = server;
    }

    public static FileServer start() {
        try {
            FileServer files =
                    new FileServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            files.server.setExecutor(files.threads);
            files.server.createContext("/", exchange -> files.answer(exchange));
            files.server.start();
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the other halves. */
    public void release() {
        released.countDown();
    }

    /** A page with a link, {@code id=link}, to a path of this server. */
    public String pageFor(String path) {
        return url("/page?" + path);
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (path.startsWith("/file/")) {
                attach(exchange, name, query.getBytes(StandardCharsets.UTF_8).length);
                exchange.getResponseBody().write(query.getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                sent(name).countDown();
            } else if (path.startsWith("/sent/")) {
                waitFor(sent(name));
                exchange.sendResponseHeaders(204, -1);
            } else if (path.startsWith("/held/") || path.startsWith("/cut/")) {
                halves(exchange, name, path.startsWith("/held/"));
            } else {
                byte[] page = ("<title>files</title><a id=link href='" + query + "'>link</a>")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            }
        }
    }

    private CountDownLatch sent(String name) {
        return sent.computeIfAbsent(name, any -> new CountDownLatch(1));
    }

    private static void waitFor(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private static void attach(HttpExchange exchange, String name, long length) throws IOException {
        exchange.getResponseHeaders().set("Content-Disposition", "attachment; filename=\"" + name + "\"");
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        exchange.sendResponseHeaders(200, length);
    }

    private void halves(HttpExchange exchange, String name, boolean whole) throws IOException {
        attach(exchange, name, 2 * HALF);
        exchange.getResponseBody().write(new byte[HALF]);
        exchange.getResponseBody().flush();
        waitFor(released);
        if (whole) {
            exchange.getResponseBody().write(new byte[HALF]);
        }
    }

    @Override
    public void close() {
        released.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
