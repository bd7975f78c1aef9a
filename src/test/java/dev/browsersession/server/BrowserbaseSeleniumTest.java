package dev.browsersession.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchSessionException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.remote.RemoteWebDriver;
import tools.jackson.databind.JsonNode;

class BrowserbaseSeleniumTest extends BrowserbaseTestCase {

    private static final String PAGE = "data:text/html,<title>Basket</title><p id=total a='b c'>12</p>";

    @Test
    void aDriverIsAttachedBySigningKeyAndQuittingItEndsTheSession() throws Exception {
        serve(1);
        JsonNode created = create("{\"keepAlive\": true}");
        WebDriver driver = driver(
                created, Map.of("x-bb-signing-key", created.path("signingKey").asString()));
        driver.get(PAGE);
        assertThat(driver.findElement(By.id("total")).getText()).isEqualTo("12");

        // A client that comes and goes does not end what the driver still uses.
        try (ConnectedClient beside = ConnectedClient.connect(connectUrl(created))) {
            assertThat(beside.call("Target.getTargets").toString()).contains("Basket");
        }
        assertThat(driver.getTitle()).isEqualTo("Basket");

        driver.quit();
        awaitStatus(created, "COMPLETED");
    }

    @Test
    void aDriverIsAttachedByApiKeyAndSessionId() throws Exception {
        serve(1);
        JsonNode created = create("{}");
        WebDriver driver = driver(created, Map.of("x-bb-api-key", KEY, "session-id", id(created)));
        driver.get(PAGE);
        try (ConnectedClient beside = ConnectedClient.connect(connectUrl(created))) {
            assertThat(beside.call("Browser.getVersion").has("result")).isTrue();
        }
        assertThat(driver.getTitle()).as("after another client has left").isEqualTo("Basket");

        driver.close();
        awaitStatus(created, "COMPLETED");
    }

    @Test
    void aCommandAfterTheEndOfItsSessionIsAnsweredAsOneOfASessionThatIsOver() throws Exception {
        serve(1);
        JsonNode created = create("{\"keepAlive\": true}");
        WebDriver driver = driver(
                created, Map.of("x-bb-signing-key", created.path("signingKey").asString()));
        release(created);
        assertThatThrownBy(driver::getTitle)
                .isInstanceOf(NoSuchSessionException.class)
                .hasMessageContaining("Session " + id(created) + " is not running.");
    }

    @Test
    void aDriverHasTheWindowsOfAllContexts() throws Exception {
        serve(1);
        JsonNode created = create("{}");
        WebDriver driver = driver(
                created, Map.of("x-bb-signing-key", created.path("signingKey").asString()));
        try (ConnectedClient other = ConnectedClient.connect(connectUrl(created))) {
            String context = result(other.call("Target.createBrowserContext"), "browserContextId");
            String page = result(
                    other.call(
                            "Target.createTarget",
                            "{\"url\": \"%s\", \"browserContextId\": \"%s\"}".formatted(PAGE, context)),
                    "targetId");

            driver.switchTo().window(page);
            assertThat(driver.getTitle()).isEqualTo("Basket");
        }
    }

    @Test
    void otherHeadersLeadNowhere() throws Exception {
        serve(1);
        JsonNode created = create("{}");

        assertThatThrownBy(() -> driver(created, Map.of("x-bb-signing-key", "another")))
                .hasMessageContaining("The signing key fits no session");
        assertThatThrownBy(() -> driver(created, Map.of("x-bb-api-key", "another", "session-id", id(created))))
                .hasMessageContaining("Unauthorized");
        assertThatThrownBy(() -> driver(created, Map.of())).hasMessageContaining("Unauthorized");
    }

    @Test
    void aDriverIsOnlyForWhoHasTheKeyOfItsSession() throws Exception {
        serve(2);
        JsonNode own = create("{}");
        JsonNode other = create("{}");
        String key = own.path("signingKey").asString();
        RemoteWebDriver driver = driver(own, Map.of("x-bb-signing-key", key));
        String title = "/webdriver/session/" + driver.getSessionId() + "/title";

        assertThat(client.get(title, "x-bb-signing-key", key).statusCode()).isEqualTo(200);
        HttpResponse<String> refused =
                client.get(title, "x-bb-signing-key", other.path("signingKey").asString());
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(404);
        assertThat(refused.body()).contains("invalid session id");
    }

    @Test
    void whoIsNotSilentStays() throws Exception {
        serve(2, "browserbase.silence", "PT8S");
        JsonNode created = create("{\"keepAlive\": true}");
        WebDriver driver = driver(
                created, Map.of("x-bb-signing-key", created.path("signingKey").asString()));
        try (ConnectedClient busy = ConnectedClient.connect(connectUrl(created))) {
            ConnectedClient silent = ConnectedClient.connect(connectUrl(created));

            await().atMost(Duration.ofSeconds(30)).until(() -> {
                assertThat(driver.getTitle()).isEmpty();
                assertThat(busy.call("Browser.getVersion").has("result")).isTrue();
                return silent.closed().isDone();
            });

            assertThat(driver.getTitle()).isEmpty();
            assertThat(busy.call("Browser.getVersion").has("result")).isTrue();
        }
    }

    @Test
    void aDriverThatIsSilentIsGivenUp() throws Exception {
        serve(1, "browserbase.silence", "PT1S");
        JsonNode created = create("{}");
        driver(created, Map.of("x-bb-signing-key", created.path("signingKey").asString()));

        awaitStatus(created, "COMPLETED");
    }

    @Test
    void aCommandUnderWayIsNoSilenceHoweverLongItTakes() throws Exception {
        serve(2, "browserbase.silence", "PT5S");
        JsonNode created = create("{}");
        RemoteWebDriver driver = driver(
                created, Map.of("x-bb-signing-key", created.path("signingKey").asString()));
        try (SlowPage page = SlowPage.start()) {
            CompletableFuture<Void> loading = CompletableFuture.runAsync(() -> driver.get(page.url()));
            page.asked().get(30, TimeUnit.SECONDS);
            JsonNode silent = create("{}");
            driver(silent, Map.of("x-bb-signing-key", silent.path("signingKey").asString()));
            awaitStatus(silent, "COMPLETED");

            page.answer("<title>At last</title>");
            loading.get(30, TimeUnit.SECONDS);
        }
        assertThat(driver.getTitle()).isEqualTo("At last");
    }

    @Test
    void aNewSessionThatMakesNoSenseLeavesNothingOpen() throws Exception {
        serve(1);
        JsonNode created = create("{\"keepAlive\": true}");
        String key = created.path("signingKey").asString();
        long before = OwnPorts.listening();

        for (int i = 0; i < 3; i++) {
            HttpResponse<String> refused = client.post("/webdriver/session", "no JSON", "x-bb-signing-key", key);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        }
        // Linux shows a socket until the loop that closed it looks again.
        await().untilAsserted(() -> assertThat(OwnPorts.listening()).isEqualTo(before));
        WebDriver driver = driver(created, Map.of("x-bb-signing-key", key));
        assertThat(OwnPorts.listening()).as("while a driver is attached").isGreaterThan(before);
        driver.quit();
    }

    private static String result(JsonNode answer, String name) {
        return answer.path("result").path(name).asString();
    }
}
