package dev.browsersession.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.browsersession.BrowserServer;
import dev.browsersession.testkit.FileServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.remote.http.ClientConfig;
import tools.jackson.databind.JsonNode;

/** Uploads and downloads of one session, over HTTP. */
class BrowserbaseFilesTest {

    private static final String KEY = "bb_a-key";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int MEGABYTE = 1 << 20;

    private static BrowserServer server;
    private static FileServer files;
    private static JsonNode session;
    private static RemoteWebDriver driver;

    @BeforeAll
    static void start() throws Exception {
        server = BrowserServer.builder().apiKey(KEY).maxSessions(2).start();
        files = FileServer.start();
        session = create();
        URI url = URI.create(session.path("seleniumRemoteUrl").asString());
        ClientConfig config = ClientConfig.defaultConfig().baseUrl(url.toURL()).withFilter(next -> request -> {
            request.setHeader("x-bb-signing-key", session.path("signingKey").asString());
            return next.execute(request);
        });
        driver = new RemoteWebDriver(url.toURL(), new ChromeOptions(), config);
    }

    @AfterAll
    static void stop() {
        files.close();
        server.close();
    }

    private static JsonNode create() throws Exception {
        HttpResponse<byte[]> created = send("POST", "/v1/sessions", "application/json", "{}".getBytes(UTF_8), KEY);
        assertThat(created.statusCode()).isEqualTo(201);
        return json(created);
    }

    private static void release(JsonNode over) throws Exception {
        byte[] body = "{\"status\":\"REQUEST_RELEASE\"}".getBytes(UTF_8);
        send("POST", "/v1/sessions/" + over.path("id").asString(), "application/json", body, KEY);
    }

    private static HttpResponse<byte[]> send(String method, String path, String type, byte[] body, String key)
            throws IOException, InterruptedException {
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body);
        return HTTP.send(
                HttpRequest.newBuilder(server.url().resolve(path))
                        .timeout(Duration.ofSeconds(60))
                        .header("content-type", type)
                        .header("x-bb-api-key", key)
                        .method(method, publisher)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        return ServerClient.json(new String(response.body(), UTF_8));
    }

    private static String path(String rest) {
        return "/v1/sessions/" + session.path("id").asString() + "/" + rest;
    }

    private static HttpResponse<byte[]> upload(String field, String name, byte[] content) throws Exception {
        return upload(session, field, name, content);
    }

    private static HttpResponse<byte[]> upload(JsonNode to, String field, String name, byte[] content)
            throws Exception {
        byte[] head = ("--b\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(UTF_8);
        byte[] tail = "\r\n--b--\r\n".getBytes(UTF_8);
        byte[] body = new byte[head.length + content.length + tail.length];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(content, 0, body, head.length, content.length);
        System.arraycopy(tail, 0, body, head.length + content.length, tail.length);
        String path = "/v1/sessions/" + to.path("id").asString() + "/uploads";
        return send("POST", path, "multipart/form-data; boundary=b", body, KEY);
    }

    private static Object chosen(String path) {
        driver.get(files.pageFor("/"));
        WebElement input = (WebElement) driver.executeScript("""
                const input = document.createElement('input');
                input.type = 'file';
                document.body.append(input);
                return input;""");
        input.sendKeys(path);
        return driver.executeAsyncScript("""
                const [input, done] = arguments, file = input.files[0];
                file.slice(0, 5).text().then(text => done(file.name + ' ' + file.size + ' ' + text),
                                             e => done(file.name + ' ' + e.name));""", input);
    }

    @Test
    void aFileOfManyMegabytesIsTakenAndTheBrowserReadsIt() throws Exception {
        byte[] content = new byte[20 * MEGABYTE];
        System.arraycopy("hello".getBytes(UTF_8), 0, content, 0, 5);
        long start = System.nanoTime();
        HttpResponse<byte[]> answer = upload("file", "large one.bin", content);
        System.out.printf("20 MB to the server: %d ms%n", (System.nanoTime() - start) / 1_000_000);

        assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
        assertThat(json(answer).path("message").asString()).isNotEmpty();
        assertThat(chosen("/tmp/.uploads/large one.bin")).isEqualTo("large one.bin 20971520 hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../escaped.txt", "/etc/escaped.txt", "C:/x/../escaped.txt"})
    void ofANameWithAPathTheLastPartCounts(String name) throws Exception {
        assertThat(upload("file", name, name.getBytes(UTF_8)).statusCode()).isEqualTo(200);
        assertThat(chosen("/tmp/.uploads/escaped.txt"))
                .isEqualTo("escaped.txt " + name.length() + " " + name.substring(0, 5));
        assertThatThrownBy(() -> chosen("/tmp/.uploads/../uploads/escaped.txt"))
                .hasMessageContaining("path is not canonical: /tmp/.uploads/../uploads/escaped.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a/", "."})
    void aNameThatIsNoneIsRefused(String name) throws Exception {
        HttpResponse<byte[]> answer = upload("file", name, new byte[1]);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("message").asString()).contains("body/file must have a name");
    }

    @Test
    void aSessionTakesAHundredFiles() throws Exception {
        JsonNode other = create();
        for (int i = 0; i < 100; i++) {
            assertThat(upload(other, "file", i + ".txt", new byte[1]).statusCode())
                    .isEqualTo(200);
        }

        HttpResponse<byte[]> answer = upload(other, "file", "one more.txt", new byte[1]);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(json(answer).path("message").asString()).contains("100 files at most");
        assertThat(upload(other, "file", "7.txt", new byte[2]).statusCode())
                .as("in place of one that is there")
                .isEqualTo(200);
        release(other);
    }

    @Test
    void aBodyWithoutAFileIsRefused() throws Exception {
        HttpResponse<byte[]> other = upload("other", "x.txt", new byte[1]);
        HttpResponse<byte[]> none = send("POST", path("uploads"), "application/json", "{}".getBytes(UTF_8), KEY);

        for (HttpResponse<byte[]> answer : java.util.List.of(other, none)) {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(json(answer).path("message").asString()).contains("a file named file");
        }
    }

    @Test
    void aFileThatIsTooLargeIsRefusedBeforeItIsThere() throws Exception {
        try (java.net.Socket socket = new java.net.Socket(
                java.net.InetAddress.getLoopbackAddress(), server.url().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("POST " + path("uploads") + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-BB-API-Key: " + KEY
                                    + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 200000000\r\n\r\n")
                            .getBytes(UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 413 ").contains("A file may have 100 MB at most.");
        }
    }

    @Test
    void whoMayNotUploadCannotSendMoreThanAnybodyElse() throws Exception {
        byte[] small = new byte[10];
        assertThat(send("POST", path("uploads"), "multipart/form-data; boundary=b", small, "another")
                        .statusCode())
                .isEqualTo(401);
        assertThat(send("POST", "/v1/sessions/none/uploads", "multipart/form-data; boundary=b", small, KEY)
                        .statusCode())
                .isEqualTo(404);
        try (java.net.Socket socket = new java.net.Socket(
                java.net.InetAddress.getLoopbackAddress(), server.url().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("POST " + path("uploads") + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-BB-API-Key: another"
                                    + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 2000000\r\n\r\n")
                            .getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void downloadsAreInAZipUnderNamesOfTheirMomentUntilTheyAreDeleted() throws Exception {
        for (String content : java.util.List.of("one", "other")) {
            driver.get(files.pageFor("/file/a report.txt?" + content));
            driver.findElement(By.id("link")).click();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> zip().size() == 2);
        assertThat(zip().values()).containsExactly("one", "other");
        assertThat(zip().keySet()).allMatch(name -> name.matches("a report-\\d{13}\\.txt"));

        assertThat(send("DELETE", path("downloads"), "text/plain", null, KEY).statusCode())
                .isEqualTo(204);
        assertThat(zip()).isEmpty();
    }

    private static Map<String, String> zip() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send("GET", path("downloads"), "text/plain", null, KEY);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/zip");
        Map<String, String> found = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                found.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        return found;
    }

    @Test
    void aSessionThatIsOverHasNone() throws Exception {
        JsonNode created = create();
        String over = created.path("id").asString();
        release(created);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> send("GET", "/v1/sessions/" + over + "/downloads", "text/plain", null, KEY)
                                .statusCode()
                        == 410);
    }
}
