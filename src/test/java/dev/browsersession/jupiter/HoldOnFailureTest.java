package dev.browsersession.jupiter;

import static dev.browsersession.testkit.Kit.kit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserSession;
import dev.browsersession.ConfigurationException;
import dev.browsersession.Isolation;
import dev.browsersession.Session;
import dev.browsersession.config.Settings;
import dev.browsersession.lease.KeeperCommand;
import dev.browsersession.testkit.Leftovers;
import dev.browsersession.testkit.Results;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

/** {@code browser.session.hold-on-failure}: a failed test's browser stays for people to look at. */
class HoldOnFailureTest {

    private static final String PAGE = "data:text/html,<title>Basket</title><p id=total>12</p>";
    private static final String BASKET = "\"title\": \"Basket\"";
    private static final Pattern LOOK = Pattern.compile("to look at it: +(http://\\S+)");
    private static final Pattern WATCH = Pattern.compile("to watch it: +(http://\\S+)");
    private static final Pattern STOP = Pattern.compile("to stop it: +(\\S.*)");

    private static final List<String> SESSIONS = new ArrayList<>();

    @AfterEach
    void stopWhatIsHeld() {
        SESSIONS.clear();
        KeeperCommand.run(Settings.ofThisJvm(), "stop", List.of(), Map.of("wait", "30000"), System.out, System.err);
    }

    @BrowserSession(ttl = "5m")
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class FailsInAContext {
        @Test
        @Order(1)
        void failing(WebDriver driver, Session session) {
            SESSIONS.add(session.id());
            driver.get(PAGE);
            assertThat(driver.findElement(By.id("total")).getText()).isEqualTo("13");
        }

        @Test
        @Order(2)
        void next(WebDriver driver, Session session) {
            SESSIONS.add(session.id());
            assertThat(driver.getWindowHandles()).hasSize(1);
            assertThat(driver.getCurrentUrl()).isEqualTo("about:blank");
        }
    }

    @Test
    void itsViewStaysAfterItsOwnerHasGoneAndCanBeLookedAtAndStopped() throws Exception {
        Results results = held("10m", FailsInAContext.class);

        assertThat(results.failure()).isInstanceOf(AssertionError.class);
        assertThat(SESSIONS.get(1)).as("session of the next test").isEqualTo(SESSIONS.get(0));
        String message = message(results);
        assertThat(message)
                .matches(
                        "(?s).*FailsInAContext.failing failed; its browser stays as it is until \\d\\d:\\d\\d:\\d\\d, or until"
                                + " you stop it\\..*");
        URI look = URI.create(group(LOOK, message));
        assertThat(get(look)).contains("<title>DevTools</title>");
        assertThat(get(URI.create(group(WATCH, message)))).contains("<title>Session " + SESSIONS.get(0) + "</title>");
        String page = look.getQuery().replaceFirst("ws=.*/devtools/page/", "");
        assertThat(get(look.resolve("/json/list"))).contains(page).containsOnlyOnce(BASKET);
        assertThat(upgrade(look, "http://" + look.getAuthority()))
                .as("DevTools in a browser of its own")
                .startsWith("HTTP/1.1 101");

        assertThat(shell(group(STOP, message) + " --wait")).matches("(?s)Session " + SESSIONS.get(0) + " is stopped.*");
        assertThat(Leftovers.browsers()).isEmpty();
    }

    @BrowserSession(ttl = "5m", isolation = Isolation.NONE)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class FailsInTheDefaultContext extends FailsInAContext {}

    @Test
    void underNoneTheNextTestGetsAnotherSession() throws Exception {
        Results results = held("10m", FailsInTheDefaultContext.class);

        assertThat(results.failure()).isInstanceOf(AssertionError.class);
        assertThat(SESSIONS.get(1)).isNotEqualTo(SESSIONS.get(0));
        String message = message(results);
        assertThat(get(URI.create(group(LOOK, message)).resolve("/json/list"))).contains(BASKET);
        shell(group(STOP, message) + " --wait");
    }

    @BrowserSession(ttl = "5m")
    static class FailsOnTheDriverOfItsClass {
        private static WebDriver driver;

        @BeforeAll
        static void open(WebDriver opened) {
            driver = opened;
        }

        @Test
        void failing() {
            driver.get(PAGE);
            assertThat(driver.getTitle()).isEqualTo("Till");
        }
    }

    @Test
    void theDriverOfAClassIsHeldWhenTheClassIsDone() throws Exception {
        String message = message(held("10m", FailsOnTheDriverOfItsClass.class));
        assertThat(get(URI.create(group(LOOK, message)).resolve("/json/list"))).contains(BASKET);
        shell(group(STOP, message) + " --wait");
    }

    @Test
    void whenTheTimeIsOverItsSessionIsStopped() {
        long from = System.nanoTime();
        Results results = held("20s", FailsInAContext.class);

        assertThat(message(results)).contains("to look at it");
        assertThat(results.linesWith("it is held for")).hasSize(1);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Leftovers.browsers()
                .isEmpty());
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofSeconds(20));
    }

    @BrowserSession(ttl = "5m")
    static class Passes {
        @Test
        void passing(WebDriver driver) {
            driver.get(PAGE);
        }
    }

    @Test
    void aTestThatPassesIsNotHeld() {
        Results results = held("10m", Passes.class).allPassed(1);
        assertThat(results.linesWith("to look at it")).isEmpty();
        assertThat(Leftovers.browsers()).isEmpty();
    }

    @Test
    void aTimeThatIsNoneIsAnErrorBeforeAnyBrowserStarts() {
        Results results = held("10", Passes.class);
        assertThat(results.failure())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("browser.session.hold-on-failure is \"10\"");
        assertThat(results.sessions()).isEmpty();
    }

    @Test
    void unlessItIsAskedForNothingIsHeld() {
        Results results = kit().run(FailsInAContext.class);
        assertThat(results.linesWith("to look at it")).isEmpty();
        assertThat(Leftovers.browsers()).isEmpty();
    }

    private static Results held(String time, Class<?> type) {
        return kit().with("browser.session.hold-on-failure", time).run(type);
    }

    private static String message(Results results) {
        List<String> lines = results.linesWith("to look at it");
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    private static String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** What Chrome answers to DevTools that want to connect, by the page that they are from. */
    private static String upgrade(URI look, String origin) throws IOException {
        URI page = URI.create(look.getQuery().replaceFirst("ws=", "http://"));
        try (Socket socket = new Socket(page.getHost(), page.getPort())) {
            String request = String.join(
                    "\r\n",
                    "GET " + page.getPath() + " HTTP/1.1",
                    "Host: " + page.getAuthority(),
                    "Origin: " + origin,
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: SGVsbG8sIHdvcmxkIQ==",
                    "",
                    "");
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new Scanner(socket.getInputStream(), StandardCharsets.US_ASCII).nextLine();
        }
    }

    private static String shell(String line) throws IOException, InterruptedException {
        Process shell =
                new ProcessBuilder("sh", "-c", line).redirectErrorStream(true).start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(output).isZero();
        return output;
    }
}
