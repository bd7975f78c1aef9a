package dev.browsersession.cdp;

import static dev.browsersession.cdp.Chromium.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewPortHttpTest extends ViewTestCase {

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://" + view.port().debuggerAddress() + path);
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What the port says to a request that is written byte by byte as given. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), view.port().port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    private String upgrade(String path, String headers) throws IOException {
        return raw("GET " + path + " HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n" + headers
                + "\r\n\r\n");
    }

    private String host() {
        return "Host: " + view.port().debuggerAddress();
    }

    @Test
    void tellsADriverWhereToAttachOnlyWhileOneIsAttaching() throws Exception {
        assertThat(get("/json/version").statusCode()).isEqualTo(404);
        try (Attaching attaching = view.port().allowAttach()) {
            assertThat(attaching).isNotNull();
            assertThat(get("/json/version").body())
                    .contains("\"Browser\":\"Chrome/", "\"WebKit-Version\":\"537.36 (@")
                    .contains(view.port().webSocketUrl().value());
            assertThat(get("/json/list").body()).contains("\"type\":\"page\"");
            assertThat(get("/json").body()).contains("\"type\":\"page\"");
            assertThat(get("/json/new").statusCode()).isEqualTo(404);
            assertThat(get("/").statusCode()).isEqualTo(404);
        }
        assertThat(get("/json/version").statusCode()).isEqualTo(404);
    }

    @Test
    void answersNobodyWhoGotHereByAnotherName() throws Exception {
        try (Attaching attaching = view.port().allowAttach()) {
            assertThat(attaching).isNotNull();
            int port = view.port().port();
            assertThat(raw("GET /json/version HTTP/1.1\r\nHost: evil.test:" + port + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(raw("GET /json/version HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
            assertThat(raw("GET /json/version HTTP/1.1\r\nHost: localhost:" + port + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void answersNoWebPage() throws Exception {
        String path = URI.create(view.port().webSocketUrl().value()).getPath();
        assertThat(upgrade(path, host() + "\r\nOrigin: http://localhost")).startsWith("HTTP/1.1 403 ");
        assertThat(view.port().openConnections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/devtools/browser/1", "/00000000000000000000000000000000"})
    void opensNoWebSocketOffTheSecretPath(String path) throws Exception {
        assertThat(upgrade(path, host())).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void closesTheConnectionOfWhoeverAsksForAWebSocketInAWayThatOpensNone() throws Exception {
        String path = URI.create(view.port().webSocketUrl().value()).getPath();
        assertThat(raw("GET " + path + " HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\n" + host() + "\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .endsWith("That opens no websocket: not a WebSocket request: missing key.");
        await().atMost(LIMIT).until(() -> view.port().openConnections() == 0);
    }

    @Test
    void refusesOversizedRequests() throws Exception {
        String path = "/" + "x".repeat(10_000);
        assertThat(raw("GET " + path + " HTTP/1.1\r\n" + host() + "\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void sendsAwayWhoeverSendsNoWholeRequest() throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\n")).isEmpty();
    }

    @Test
    void saysWhyWhenTheBrowserCannotBeReached() throws Exception {
        URI nobody;
        try (ServerSocket closed = new ServerSocket(0)) {
            nobody = URI.create("ws://127.0.0.1:" + closed.getLocalPort() + "/token");
        }
        try (ViewPort port = ViewPort.open(
                chromium.group(),
                Upstream.ownSockets(nobody),
                BrowserVersion.of(chromium.control()),
                ViewScope.context("X"))) {
            assertThatThrownBy(() -> CdpConnection.connect(
                            chromium.group(), URI.create(port.webSocketUrl().value()), LIMIT))
                    .isInstanceOf(CdpException.class)
                    .hasMessageContaining("502");
        }
    }
}
