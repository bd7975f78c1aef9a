package dev.browsersession.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to the live view as no browser of ours sends them, byte by byte. */
class LiveRequestsTest extends LiveViewTestCase {

    private static Browser watched;
    private static URI view;
    private static String token;

    @BeforeAll
    static void openWatched() throws IOException {
        watched = Browser.open(keeper, "CheckoutTest", false);
        view = URI.create(watched.liveView());
        Matcher stop = Pattern.compile("data-stop=\"([0-9a-f]{32})\"").matcher(get(view.getPath()));
        assertThat(stop.find()).isTrue();
        token = stop.group(1);
    }

    @AfterAll
    static void closeWatched() {
        assertThat(watched.lease().inspect().end())
                .as("what was refused has stopped nothing")
                .isNull();
        watched.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"attacker.example", "attacker.example:PORT", "127.0.0.1", "127.0.0.1:1", "[::1]:PORT", ""})
    void aHostThatIsNotThisPortIsRefused(String host) throws IOException {
        assertThat(status(send("GET", view.getPath(), "Host: " + host.replace("PORT", "" + view.getPort()))))
                .isEqualTo(403);
    }

    @Test
    void twoHostsAreRefused() throws IOException {
        String own = "Host: " + view.getAuthority();
        assertThat(status(send("GET", view.getPath(), own, "Host: attacker.example")))
                .isIn(400, 403);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, state, Origin: http://attacker.example",
        "GET, state, Origin: null",
        "GET, state, Sec-Fetch-Site: cross-site",
        "GET, state, Sec-Fetch-Site: same-site",
        "GET, '', Sec-Fetch-Site: cross-site",
        "POST, stop, Origin: http://attacker.example",
        "POST, stop, Origin: null",
        "POST, stop, Accept: */*",
    })
    void pagesOfOtherOriginsAreRefusedWhateverTheyKnow(String method, String file, String header) throws IOException {
        String host = "Host: " + view.getAuthority();
        String answer = send(method, view.getPath() + file, host, header, "X-Stop: " + token);
        assertThat(status(answer)).isEqualTo(403);
        assertThat(answer).doesNotContain("CheckoutTest").doesNotContain(token);
    }

    @Test
    void aLinkFromElsewhereOpensAPage() throws IOException {
        assertThat(status(send(
                        "GET",
                        view.getPath(),
                        "Host: " + view.getAuthority(),
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Mode: navigate",
                        "Sec-Fetch-Dest: document")))
                .isEqualTo(200);
    }

    @Test
    void itIsStoppedByItsOwnPageOnlyAndByPost() throws IOException {
        String host = "Host: " + view.getAuthority();
        String origin = "Origin: http://" + view.getAuthority();
        String stop = view.getPath() + "stop";
        assertThat(status(send("POST", stop, host, origin))).isEqualTo(403);
        String wrong = (token.startsWith("0") ? "1" : "0") + token.substring(1);
        assertThat(status(send("POST", stop, host, origin, "X-Stop: " + wrong))).isEqualTo(403);
        assertThat(status(send("GET", stop, host, origin, "X-Stop: " + token))).isEqualTo(405);
        assertThat(status(send("POST", view.getPath() + "state", host, origin))).isEqualTo(405);
    }

    @Test
    void aKeyOpensOneSessionAndNoOther() throws IOException {
        String host = "Host: " + view.getAuthority();
        String key = view.getPath().replaceAll(".*/([0-9a-f]{32})/", "$1");
        String other = URI.create(eyes.liveView()).getPath().replace(key, "");
        for (String path : List.of(
                "/",
                "/all/" + key + "/",
                "/all/",
                other.replaceAll("[0-9a-f]{32}", key),
                view.getPath().replace(key, key.substring(1)),
                view.getPath().replace(key, ""),
                view.getPath().replace(key, key + "0"),
                view.getPath() + "../" + key + "/state",
                view.getPath() + "..%2f..%2f",
                view.getPath() + "session.html",
                view.getPath() + "list.js")) {
            assertThat(status(send("GET", path, host))).as(path).isEqualTo(404);
        }
        assertThat(get(view.getPath() + "state")).contains("CheckoutTest").doesNotContain("a watcher");
    }

    @Test
    void answersAreNotKeptNotFramedAndRunNoScriptOfOthers() throws IOException {
        for (String file : List.of("", "state", "session.js", "live.css", "nothing")) {
            String answer = send("GET", view.getPath() + file, "Host: " + view.getAuthority());
            assertThat(answer.toLowerCase(Locale.ROOT).lines())
                    .as(file)
                    .contains(
                            "cache-control: no-store",
                            "x-content-type-options: nosniff",
                            "referrer-policy: no-referrer",
                            "x-frame-options: deny",
                            "cross-origin-resource-policy: same-origin",
                            "cross-origin-opener-policy: same-origin",
                            "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; connect-src"
                                    + " 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        }
    }

    @Test
    void whatIsNoRequestIsRefused() throws IOException {
        assertThat(status(raw("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n\r\n")))
                .isIn(400, 403, 414);
        assertThat(status(raw("nonsense\r\n\r\n"))).isEqualTo(400);
        assertThat(status(send(
                        "POST",
                        view.getPath() + "stop",
                        "Host: " + view.getAuthority(),
                        "Origin: http://" + view.getAuthority(),
                        "X-Stop: " + token,
                        "Content-Length: 100000")))
                .isEqualTo(413);
        assertThat(get(view.getPath() + "state")).contains("CheckoutTest");
    }

    private static String get(String path) throws IOException {
        return send("GET", path, "Host: " + view.getAuthority());
    }

    private static String send(String method, String path, String... headers) throws IOException {
        return raw(
                method + " " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(view.getHost(), view.getPort())) {
            socket.setSoTimeout((int) NET.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }
}
