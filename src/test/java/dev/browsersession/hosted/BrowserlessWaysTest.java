package dev.browsersession.hosted;

import static dev.browsersession.testkit.Kit.kit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserServer;
import dev.browsersession.BrowserSession;
import dev.browsersession.Isolation;
import dev.browsersession.Session;
import dev.browsersession.testkit.Results;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.WebDriver;

/** The three ways in which sessions are kept alive at a Browserless, with servers that have more or less of it. */
class BrowserlessWaysTest {

    private static volatile String url;

    @ParameterizedTest(name = "Session API: {0}, reconnect: {1}")
    @CsvSource({
        "true, true, come from its Session API.",
        "false, true, so each session is a browser that is kept by Browserless.reconnect.",
        "false, false, 'so the keeper stays connected to each browser for as long as it is wanted.'"
    })
    void aSessionOutlivesItsTestsAndIsGoneAfterThem(boolean sessions, boolean reconnect, String told) throws Exception {
        try (BrowserServer server = BrowserServer.builder()
                .behaviour("browserless.sessions", String.valueOf(sessions))
                .behaviour("browserless.reconnect", String.valueOf(reconnect))
                .start()) {
            url = server.url().toString();
            KeptTestCases.SESSIONS.clear();

            Results results = kit().with("browser.session.provider", "browserless")
                    .with("browser.session.browserless.endpoint", url)
                    .run(KeptTestCases.class)
                    .allPassed(3);

            assertThat(results.sessions()).hasSize(1);
            assertThat(results.linesWith(told)).as("%s", results.log()).hasSize(1);
            assertThat(get("/sessions").body()).isEqualTo("[]");
            assertThat(get("/session/" + results.sessions().get(0)).statusCode())
                    .isEqualTo(404);
        }
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @BrowserSession(ttl = "2m", keepAlive = true, isolation = Isolation.NONE)
    static class KeptTestCases {

        private static final Set<String> SESSIONS = new HashSet<>();

        @RepeatedTest(3)
        void findsWhatTheLastOneLeft(WebDriver driver, Session session) {
            driver.get(url + "/json/version");
            assertThat(driver.manage().getCookies()).hasSize(SESSIONS.isEmpty() ? 0 : 1);
            driver.manage().addCookie(new Cookie("left", "here"));
            SESSIONS.add(session.id());
            assertThat(SESSIONS).hasSize(1);
        }
    }
}
