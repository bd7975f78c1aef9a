package dev.browsersession.keeper;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers as a driver would, remembers what it was asked, and can be made to wait. */
final class DriverStandIn implements AutoCloseable {

    final List<String> requests = new CopyOnWriteArrayList<>();
    final List<String> tokens = new CopyOnWriteArrayList<>();
    final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final AtomicInteger sessions = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    DriverStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        long size = size(exchange.getRequestBody());
        String path = exchange.getRequestURI().toString();
        requests.add(exchange.getRequestMethod() + " " + path + (size > 0 ? " " + size : ""));
        tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Token")));
        if (path.contains("slow")) {
            awaitPermission();
        }
        if (path.contains("break")) {
            exchange.close();
        } else if (path.endsWith("/session")) {
            send(exchange, "{\"value\":{\"sessionId\":\"s" + sessions.incrementAndGet() + "\",\"capabilities\":{}}}");
        } else if (path.contains("large")) {
            sendLarge(exchange);
        } else {
            send(exchange, "{\"value\":null}");
        }
    }

    private void awaitPermission() throws IOException {
        try {
            mayAnswer.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static long size(InputStream body) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            size += count;
        }
        return size;
    }

    private static void sendLarge(HttpExchange exchange) throws IOException {
        byte[] chunk = new byte[1 << 20];
        exchange.sendResponseHeaders(200, 0);
        for (int i = 0; i < 40; i++) {
            exchange.getResponseBody().write(chunk);
        }
        exchange.close();
    }

    private static void send(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        mayAnswer.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
