package dev.browsersession.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.BrowserServer;
import dev.browsersession.testkit.Haste;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileRequestsTest {

    private static Haste haste;
    private static BrowserServer server;

    @BeforeAll
    static void start() {
        haste = Haste.begin();
        server = BrowserServer.builder().start();
    }

    @AfterAll
    static void stop() {
        haste.close();
        server.close();
    }

    @AfterEach
    void stillAnswers() throws Exception {
        assertThat(new ServerClient(server.url()).get("/session/x").statusCode())
                .isEqualTo(404);
    }

    private static Socket connected() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.url().getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** The first line of the answer; empty where there was none. */
    private static String answerTo(String request) throws IOException {
        try (Socket socket = connected()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return firstLine(socket);
        }
    }

    private static String firstLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        try {
            for (int c = socket.getInputStream().read();
                    c >= 0 && c != '\r';
                    c = socket.getInputStream().read()) {
                line.append((char) c);
            }
        } catch (SocketException reset) {
            return line.toString();
        }
        return line.toString();
    }

    private static String host() {
        return "Host: " + server.url().getAuthority() + "\r\n";
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example, 403",
        "evil.example:80, 403",
        "localhost, 404",
        "127.0.0.1:1, 404",
        "[::1]:5, 404",
        "127.0.0.1.evil.example, 403"
    })
    void only_its_own_name_is_answered(String host, int status) throws Exception {
        assertThat(answerTo("GET /session/x HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status);
    }

    @Test
    void a_request_without_a_host_is_answered_with_400() throws Exception {
        assertThat(answerTo("GET /session/x HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400");
    }

    @Test
    void pages_of_others_are_refused() throws Exception {
        String origin = "Origin: http://evil.example\r\n";
        assertThat(answerTo("POST /session HTTP/1.1\r\n" + host() + origin + "Content-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(answerTo("GET / HTTP/1.1\r\n" + host() + origin
                        + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @CsvSource({
        "/kill/x, cross-site, 403",
        "/kill/x, same-site, 403",
        "/kill/x, same-origin, 404",
        "/kill/x, none, 404",
        "/v1/sessions, cross-site, 403",
        "/livekill, cross-site, 403",
        "/live, cross-site, 302",
        "/live/, same-site, 302"
    })
    void what_a_page_elsewhere_has_its_browser_ask_for_is_refused_but_for_the_live_view(
            String path, String site, int status) throws Exception {
        assertThat(answerTo("GET " + path + " HTTP/1.1\r\n" + host() + "Sec-Fetch-Site: " + site
                        + "\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET|Sec-WebSocket-Version: 13",
                "GET|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "POST|Content-Length: 0\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
            })
    void a_handshake_that_is_none_is_answered_and_leaves_no_browser(String request) throws Exception {
        String[] methodAndHeaders = request.split("\\|");
        assertThat(answerTo(methodAndHeaders[0] + " / HTTP/1.1\r\n" + host()
                        + "Connection: Upgrade\r\nUpgrade: websocket\r\n" + methodAndHeaders[1] + "\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        ServerClient client = new ServerClient(server.url());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(client.get("/sessions").body()).isEqualTo("[]"));
    }

    @Test
    void a_body_of_more_than_a_megabyte_is_refused() throws Exception {
        assertThat(answerTo("POST /session HTTP/1.1\r\n" + host() + "Content-Length: 1048577\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void a_body_that_turns_out_to_be_larger_is_refused_with_a_sentence() throws Exception {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        try (Socket socket = connected()) {
            String request = "POST /session HTTP/1.1\r\n" + host() + "Transfer-Encoding: chunked\r\n\r\n"
                    + chunk.repeat(20) + "0\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 413")
                    .contains("at most 1 MB");
        }
    }

    @Test
    void a_head_that_is_too_large_is_refused() throws Exception {
        assertThat(answerTo("GET /" + "a".repeat(70_000) + " HTTP/1.1\r\n" + host() + "\r\n"))
                .startsWith("HTTP/1.1 4");
        assertThat(answerTo("GET / HTTP/1.1\r\nX: " + "a".repeat(70_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
    }

    @Test
    void what_makes_no_sense_ends_its_connection_alone() throws Exception {
        Random random = new Random(4711);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            try (Socket socket = connected()) {
                socket.getOutputStream().write(bytes);
            }
        }
        for (String target : List.of("%", "/%zz", "//", "/session/%00", "http://[", "*", "/session/connect/..%2f..")) {
            assertThat(answerTo("GET " + target + " HTTP/1.1\r\n" + host() + "Connection: close\r\n\r\n"))
                    .as(target)
                    .startsWith("HTTP/1.1 4");
        }
        for (String body :
                List.of("null", "1", "[[[[", "{\"ttl\":1e400}", "{\"ttl\":-1}", "{\"stop\":1}", "{\"stop\":null}")) {
            assertThat(new ServerClient(server.url()).post("/session", body).statusCode())
                    .as(body)
                    .isIn(400, 404);
        }
    }

    @Test
    void a_half_request_and_many_silent_connections_are_closed_in_time() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                silent.add(connected());
            }
            stillAnswers();
            Socket half = silent.get(299);
            half.getOutputStream().write("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(firstLine(half)).isEmpty();
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }
}
