package dev.browsersession.provider.browserbase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.provider.SessionFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads and downloads, as the provider asks for them. */
class BrowserbaseFilesTest extends BrowserbaseTestCase {

    @TempDir
    private Path directory;

    private SessionFiles files;
    private Path target;

    @BeforeEach
    void create() throws Exception {
        created("s1");
        files = provider.files("s1").orElseThrow();
        target = directory.resolve("fetched");
    }

    private static byte[] zip(String... namesAndContents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(namesAndContents[i + 1].getBytes(UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private void answerZip(byte[] zip) {
        server.enqueue(new MockResponse.Builder()
                .addHeader("content-type", "application/zip")
                .body(new Buffer().write(zip))
                .build());
    }

    private boolean fetch(String name, int earlier, String expected) throws Exception {
        return files.fetch(name, earlier, expected.length(), target);
    }

    @Test
    void aFileIsSentAsAFormAndItsPathIsBelowTheUploads() throws Exception {
        answer(200, "{\"message\":\"ok\"}");
        Path file = Files.writeString(directory.resolve("a note.txt"), "hello");

        assertThat(files.upload(file)).isEqualTo("/tmp/.uploads/a note.txt");
        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod() + " " + request.getUrl().encodedPath())
                .isEqualTo("POST /v1/sessions/s1/uploads");
        assertThat(request.getHeaders().get("X-BB-API-Key")).isEqualTo(API_KEY);
        assertThat(request.getHeaders().get("Content-Type")).startsWith("multipart/form-data; boundary=");
        assertThat(request.getBody().utf8()).contains("name=\"file\"; filename=\"a note.txt\"", "\r\n\r\nhello\r\n");

        assertThat(files.upload(file)).as("what is there already").isEqualTo("/tmp/.uploads/a note.txt");
        Files.writeString(file, "another");
        assertThat(failing(() -> files.upload(file))).hasMessageContaining("another file of the name a note.txt");
        Path letters = Files.writeString(directory.resolve("\u00e4.txt"), "hello");
        assertThat(failing(() -> files.upload(letters))).hasMessageContaining("are not brought to Browserbase");
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 410, 413, 429, 500, 503})
    void anUploadThatIsRefusedIsAFailureAndIsTriedAnew(int status) throws Exception {
        answer(status, error(status, "the vendor's words"));
        answer(200, "{}");
        Path file = Files.writeString(directory.resolve("x.txt"), "x");

        assertThat(failing(() -> files.upload(file)))
                .hasMessageStartingWith(who() + ", asked to take a file for session s1, answered with status " + status
                        + ": \"the vendor's words\".");
        assertThat(files.upload(file)).endsWith("/x.txt");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 410, 429, 500, 503})
    void downloadsThatAreRefusedAreAFailure(int status) {
        answer(status, error(status, "the vendor's words"));

        assertThat(failing(() -> fetch("a.txt", 0, "hello")))
                .hasMessageStartingWith(who() + ", asked for the downloads of session s1, answered with status "
                        + status + ": \"the vendor's words\".");
        assertNothingIsLeft();
    }

    @Test
    void whatIsNotThereYetIsAskedForAgain() throws Exception {
        answer(404, error(404, "no downloads"));
        answer(204, "");
        answer(200, "");
        answerZip(zip());
        answerZip(zip("b-1719265797164.txt", "hello"));
        answerZip(zip("a-1719265797164.txt", "hell"));
        for (int i = 0; i < 6; i++) {
            assertThat(fetch("a.txt", 0, "hello")).as("answer %s", i).isFalse();
        }
        assertNothingIsLeft();
        answerZip(zip("a-1719265797164.txt", "hello"));
        assertThat(fetch("a.txt", 0, "hello")).isTrue();
        assertThat(target).hasContent("hello");
        assertThat(server.takeRequest().getUrl().encodedPath()).isEqualTo("/v1/sessions/s1/downloads");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.txt",
                "a-1719265797.txt",
                "downloads/a-1719265797164.txt",
                "../../a-1719265797164.txt",
                "/a.txt"
            })
    void anEntryIsKnownByTheLastPartOfItsName(String entry) throws Exception {
        answerZip(zip("a-b-1719265797164.txt", "wrong", "a-1719265797164.txt.exe", "wrong", entry, "hello"));

        assertThat(fetch("a.txt", 0, "hello")).isTrue();
        assertThat(target).hasContent("hello");
        assertThat(directory.resolve("../../a-1719265797164.txt")).doesNotExist();
    }

    @Test
    void ofOneNameTheTurnCountsAndWhereThatDoesNotFitTheSize() throws Exception {
        String[] entries = {
            "r-1719265797166.txt", "three", "r-1719265797164.txt", "first", "r-1719265797165.txt", "the second"
        };
        for (int i = 0; i < 4; i++) {
            answerZip(zip(entries));
        }
        assertThat(fetch("r.txt", 0, "first")).isTrue();
        assertThat(target).hasContent("first");
        assertThat(fetch("r.txt", 2, "three")).isTrue();
        assertThat(target).hasContent("three");
        assertThat(fetch("r.txt", 0, "the second")).isTrue();
        assertThat(target).hasContent("the second");
        assertThat(fetch("r.txt", 1, "first")).as("one of two of that size").isFalse();
    }

    @Test
    void aZipThatIsNoneOrIsCutOffIsAFailure() throws Exception {
        byte[] whole = zip("a-1719265797164.txt", "hello");
        answer(200, "<html><title>Sign in</title></html>");
        answerZip(Arrays.copyOf(whole, whole.length / 2));
        for (int i = 0; i < 2; i++) {
            assertThat(failing(() -> fetch("a.txt", 0, "hello")))
                    .hasMessageContaining("downloads of session s1, answered with a zip that cannot be read");
        }
        server.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(zip("a.txt", "hello".repeat(100_000))).write(new byte[1 << 20]))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());
        assertThat(failing(() -> fetch("a.txt", 0, "hello"))).hasMessageContaining("did not answer whole");
        assertNothingIsLeft();
    }

    @Test
    void anEntryThatUnpacksToMoreThanItAnnouncesIsCutOff() throws Exception {
        byte[] zip = zip("a-1719265797164.txt", "0".repeat(5 << 20));
        // The size in the central directory, which is what is announced.
        int directoryAt = indexOf(zip, new byte[] {'P', 'K', 1, 2});
        zip[directoryAt + 24] = 5;
        Arrays.fill(zip, directoryAt + 25, directoryAt + 28, (byte) 0);
        answerZip(zip);

        assertThat(failing(() -> fetch("a.txt", 0, "hello"))).hasMessageContaining("cannot be read");
        assertNothingIsLeft();
    }

    private static int indexOf(byte[] in, byte[] what) {
        int at = 0;
        while (!Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
            at++;
        }
        return at;
    }

    private void assertNothingIsLeft() {
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSessionThatIsStoppedHasNoFiles() throws Exception {
        answer(200, session("s1", "COMPLETED"));
        answer(200, session("s1", "COMPLETED"));
        provider.stop("s1");
        assertThat(provider.files("s1")).isEmpty();
    }

    private String who() {
        return "Provider browserbase at 127.0.0.1:" + server.getPort();
    }
}
