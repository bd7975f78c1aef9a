package dev.browsersession.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebDriverFrontTest {

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    private DriverStandIn driver;
    private WebDriverFront front;
    private WebDriverFront.Route route;

    @BeforeEach
    void open() throws IOException {
        driver = new DriverStandIn();
        front = WebDriverFront.open(loops);
        route = front.open(driver.url("/base"), Map.of("X-Token", "t0ken"));
    }

    @AfterEach
    void close() throws InterruptedException {
        driver.close();
        front.close();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).sync();
    }

    @Test
    void passes_requests_and_answers_on() throws Exception {
        assertThat(send("GET", "/status?a=b", "").body()).isEqualTo("{\"value\":null}");
        assertThat(send("PUT", "/any/thing", "12345").statusCode()).isEqualTo(200);

        assertThat(driver.requests).containsExactly("GET /base/status?a=b", "PUT /base/any/thing 5");
        assertThat(driver.tokens).containsOnly("t0ken");
    }

    @Test
    void its_path_cannot_be_guessed_or_read_in_a_log() {
        assertThat(route.url().value()).matches("http://127\\.0\\.0\\.1:[0-9]+/[0-9a-f]{32}");
        assertThat(route.url().toString()).doesNotContain("127");
    }

    @Test
    void ends_the_sessions_that_were_left_when_it_is_closed() throws Exception {
        send("POST", "/session", "{}");
        send("POST", "/session", "{}");
        send("DELETE", "/session/s1", "");
        driver.requests.clear();

        route.close();

        assertThat(driver.requests).containsExactly("DELETE /base/session/s2");
        assertThat(driver.tokens).containsOnly("t0ken");
        HttpResponse<String> late = send("GET", "/session/s2/url", "");
        assertThat(late.statusCode()).isEqualTo(404);
        assertThat(late.body()).contains("\"error\":\"invalid session id\"");
    }

    @Test
    void ends_a_session_that_was_being_made_when_its_client_went_away() throws Exception {
        WebDriverFront.Route slow = front.open(driver.url("/slow"), Map.of());
        try (Socket socket = connect()) {
            write(
                    socket,
                    "POST " + path(slow) + "/session HTTP/1.1\r\nHost: 127.0.0.1:" + front.port()
                            + "\r\nContent-Length: 2\r\n\r\n{}");
            await().until(() -> driver.requests.contains("POST /slow/session 2"));
        }
        CompletableFuture<Void> closing = CompletableFuture.runAsync(slow::close);
        driver.mayAnswer.countDown();
        closing.get(20, TimeUnit.SECONDS);

        assertThat(driver.requests).contains("DELETE /slow/session/s1");
    }

    @Test
    void a_failed_route_answers_waiting_and_later_requests_with_the_reason() throws Exception {
        CompletableFuture<HttpResponse<String>> waiting = sendAsync("GET", "/session/s1/slow");
        await().until(() -> !driver.requests.isEmpty());

        route.fail("Session local-1 ended: its \"browser\" was killed.");

        assertThat(waiting.get(10, TimeUnit.SECONDS).body())
                .contains("\"error\":\"invalid session id\"")
                .contains("its \\\"browser\\\" was killed");
        assertThat(waiting.get().statusCode()).isEqualTo(404);
        assertThat(send("GET", "/session/s1/url", "").body()).contains("was killed");
        HttpResponse<String> created = send("POST", "/session", "{}");
        assertThat(created.statusCode()).isEqualTo(500);
        assertThat(created.body()).contains("\"error\":\"session not created\"").contains("was killed");
        assertThat(driver.requests).hasSize(1);
    }

    @Test
    void a_driver_that_is_gone_or_breaks_off_is_a_webdriver_error() throws Exception {
        HttpResponse<String> broken = send("GET", "/break", "");
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body()).contains("\"error\":\"unknown error\"").contains("closed the connection");
        assertThat(send("GET", "/status", "").statusCode()).isEqualTo(200);

        driver.close();

        HttpResponse<String> refused = send("POST", "/session/s1/url", "{}");
        assertThat(refused.statusCode()).isEqualTo(500);
        assertThat(refused.body()).contains("\"error\":\"unknown error\"").contains("\"stacktrace\":\"\"");
    }

    @Test
    void large_bodies_stream_both_ways() throws Exception {
        byte[] large = new byte[60 << 20];
        HttpResponse<byte[]> answer = client.send(
                request("/large").POST(BodyPublishers.ofByteArray(large)).build(), BodyHandlers.ofByteArray());

        assertThat(answer.body()).hasSize(40 << 20);
        assertThat(driver.requests).containsExactly("POST /base/large " + (60 << 20));
    }

    @Test
    void a_chunked_body_is_passed_on() throws Exception {
        HttpResponse<String> answer = client.send(
                request("/chunked")
                        .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[100_000])))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(driver.requests).containsExactly("POST /base/chunked 100000");
    }

    @Test
    void many_requests_at_once_get_their_own_answers() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(sendAsync("GET", "/status/" + i));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
        assertThat(driver.requests).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void what_concerns_other_views_is_not_passed_on() throws Exception {
        WebDriverFront.Route other = front.open(driver.url("/base"), Map.of());
        send("POST", "/session", "{}");
        driver.requests.clear();

        URI foreign = URI.create(other.url().value() + "/session/s1/url");
        assertThat(client.send(HttpRequest.newBuilder(foreign).build(), BodyHandlers.ofString())
                        .body())
                .contains("belongs to another view");
        assertThat(send("GET", "/shutdown", "").statusCode()).isEqualTo(404);
        assertThat(send("GET", "//shutdown/?x", "").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/sessions", "").body()).contains("\"error\":\"unknown command\"");
        assertThat(driver.requests).isEmpty();
    }

    @Test
    void requests_of_pages_and_for_other_hosts_are_refused() throws Exception {
        assertThat(raw("GET " + path(route) + "/status HTTP/1.1\r\nHost: evil.example:" + front.port() + "\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET " + path(route) + "/status HTTP/1.1\r\nHost: localhost:" + front.port()
                        + "\r\nOrigin: http://localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET " + path(route) + "/status HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 403");
        assertThat(raw("what is this\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(raw("GET /" + "0".repeat(32) + "/status HTTP/1.1\r\nHost: 127.0.0.1:" + front.port()
                        + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404");
        assertThat(driver.requests).isEmpty();
    }

    @Test
    void a_body_that_is_announced_too_large_is_refused() throws Exception {
        assertThat(raw("POST " + path(route) + "/x HTTP/1.1\r\nHost: 127.0.0.1:" + front.port()
                        + "\r\nContent-Length: 300000000\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
        assertThat(driver.requests).isEmpty();
    }

    @Test
    void a_client_that_takes_too_long_over_its_request_is_dropped() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "GET " + path(route) + "/stat");

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return client.send(
                request(path).method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> sendAsync(String method, String path) {
        return client.sendAsync(
                request(path).method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(route.url().value() + path));
    }

    private String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            write(socket, request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), front.port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String path(WebDriverFront.Route route) {
        return URI.create(route.url().value()).getPath();
    }
}
