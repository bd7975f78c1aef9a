package dev.browsersession.webdriver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** In front of a browser's websocket: a browser of another major version, as far as it says so itself. */
final class VersionProxy implements AutoCloseable {

    private final MockWebServer server = new MockWebServer();
    private final OkHttpClient client =
            new OkHttpClient.Builder().readTimeout(Duration.ZERO).build();

    VersionProxy(String browser, int major) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder()
                        .webSocketUpgrade(new ToBrowser(browser, major))
                        .build();
            }
        });
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "ws://127.0.0.1:" + server.getPort() + "/a-browser";
    }

    /** One connection; what is sent before the other side is open waits. */
    private final class ToBrowser extends WebSocketListener {
        private final String browser;
        private final int major;
        private WebSocket other;

        private ToBrowser(String browser, int major) {
            this.browser = browser;
            this.major = major;
        }

        @Override
        public void onOpen(WebSocket socket, Response response) {
            other = client.newWebSocket(
                    new Request.Builder().url(browser.replace("ws:", "http:")).build(), new WebSocketListener() {
                        @Override
                        public void onMessage(WebSocket from, String text) {
                            socket.send(
                                    text.contains("\"protocolVersion\"")
                                            ? text.replaceAll("Chrome/[0-9]+", "Chrome/" + major)
                                            : text);
                        }

                        @Override
                        public void onFailure(WebSocket from, Throwable failure, Response answer) {
                            socket.cancel();
                        }

                        @Override
                        public void onClosing(WebSocket from, int code, String reason) {
                            socket.close(1000, null);
                        }
                    });
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            other.send(text);
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            other.close(1000, null);
            socket.close(1000, null);
        }

        @Override
        public void onFailure(WebSocket socket, Throwable failure, Response response) {
            other.cancel();
        }
    }

    @Override
    public void close() {
        server.close();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
