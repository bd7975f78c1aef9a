package dev.browsersession.hosted;

import dev.browsersession.fake.StubBrowser;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Response;
import okhttp3.WebSocket;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Browserless without the Session API that does not tell which browsers it has. Nobody but who connects to the one that it
 * launches can close it.
 */
final class UnlistedBrowserless extends Dispatcher implements AutoCloseable {

    private static final int GOING_AWAY = 1001;

    private final MockWebServer server = new MockWebServer();
    private final Queue<WebSocket> clients = new ConcurrentLinkedQueue<>();
    private final AtomicInteger closes = new AtomicInteger();
    private final AtomicInteger launches = new AtomicInteger();
    private final AtomicInteger comebacks = new AtomicInteger();
    private volatile int refusal;
    private final AtomicInteger keeps = new AtomicInteger(Integer.MAX_VALUE);
    private volatile String pressure = "{}";
    private volatile CountDownLatch room = new CountDownLatch(0);

    static UnlistedBrowserless start() throws IOException {
        UnlistedBrowserless started = new UnlistedBrowserless();
        started.server.setDispatcher(started);
        started.server.start(InetAddress.getLoopbackAddress(), 0);
        return started;
    }

    String url() {
        return "http://" + server.getHostName() + ":" + server.getPort();
    }

    /** Who comes back to the browser is answered with this status; 0 for let in. */
    void refuse(int status) {
        refusal = status;
    }

    /** From now on it has no room, and lets who wants a browser wait. It tells nobody of it before one does. */
    void fill() {
        room = new CountDownLatch(1);
    }

    void makeRoom() {
        pressure = "{}";
        room.countDown();
    }

    /** It keeps a browser that often, and then no more. */
    void keep(int times) {
        keeps.set(times);
    }

    /** Ends all connections. */
    void cut() {
        for (WebSocket client = clients.poll(); client != null; client = clients.poll()) {
            client.close(GOING_AWAY, null);
        }
    }

    /** How often a browser has been asked to close. */
    int closes() {
        return closes.get();
    }

    int launches() {
        return launches.get();
    }

    /** How often somebody wanted to come back, let in or not. */
    int comebacks() {
        return comebacks.get();
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        return switch (request.getUrl().encodedPath()) {
            case "/pressure" -> answer(200, pressure);
            case "/chromium" -> {
                if (room.getCount() > 0) {
                    pressure = "{\"pressure\": {\"running\": 1, \"maxConcurrent\": 1}}";
                    room.await();
                }
                launches.incrementAndGet();
                yield browser();
            }
            case "/reconnect/r1" -> {
                comebacks.incrementAndGet();
                yield refusal == 0 ? browser() : answer(refusal, "");
            }
            default -> answer(404, "Not Found");
        };
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    private MockResponse browser() {
        return new MockResponse.Builder().webSocketUpgrade(new Browser()).build();
    }

    @Override
    public void close() {
        makeRoom();
        server.close();
    }

    private final class Browser extends StubBrowser {

        @Override
        public void onOpen(WebSocket socket, Response response) {
            clients.add(socket);
        }

        @Override
        protected ObjectNode result(String method) {
            ObjectNode result = super.result(method);
            if (method.equals("Browser.close")) {
                closes.incrementAndGet();
            } else if (method.equals("Browserless.reconnect")) {
                return keeps.getAndDecrement() > 0
                        ? result.put("browserWSEndpoint", url().replaceFirst("http", "ws") + "/reconnect/r1")
                        : result.put("error", "not any more");
            }
            return result;
        }
    }
}
