package example;

import static org.junit.jupiter.api.Assertions.fail;

import dev.browsersession.BrowserSession;
import dev.browsersession.Session;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.devtools.DevTools;

/** All that can be said about a session, and all ways of failing on one that have a message. */
@BrowserSession
class TalkativeTest {

    @Test
    void printsEverything(Session session, ChromeDriver driver, DevTools devTools, TestReporter reporter)
            throws Exception {
        Planted.learn(session, driver);
        System.out.println(session + " " + driver + " " + devTools + " " + driver.getCapabilities());
        System.out.println(session.connectUrl() + " " + session.liveViewUrl() + " " + driver.getCommandExecutor());
        reporter.publishEntry(Map.of(
                "session", session.toString(), "url", session.connectUrl().toString()));
    }

    @Test
    void doesNotFindAnElement(Session session, WebDriver driver) throws Exception {
        Planted.learn(session, driver);
        driver.findElement(By.id("nowhere"));
    }

    @Test
    void isToldThatASessionIsOver(Session session, WebDriver driver) throws Exception {
        Planted.learn(session, driver);
        session.stop();
        driver.getTitle();
    }

    @Test
    void losesItsBrowser(Session session, WebDriver driver) throws Exception {
        Planted.learn(session, driver);
        Browsers.kill(session);
        driver.get("about:blank");
        driver.getTitle();
    }

    @Test
    void losesItsBrowserWithDevTools(Session session, ChromeDriver driver) throws Exception {
        Planted.learn(session, driver);
        DevTools devTools = driver.getDevTools();
        devTools.createSession();
        Browsers.kill(session);
        devTools.createSession();
        driver.executeCdpCommand("Browser.getVersion", Map.of());
    }

    @Test
    void usesADriverThatWasQuit(Session session, WebDriver driver) throws Exception {
        Planted.learn(session, driver);
        driver.quit();
        driver.getTitle();
    }

    @Test
    void failsWithAllThatItHas(Session session, WebDriver driver) throws Exception {
        Planted.learn(session, driver);
        driver.get("chrome://version");
        fail(session + " " + driver + " " + session.connectUrl());
    }

    @Test
    @BrowserSession(ttl = "2s", keepAlive = true)
    void isExpired(Session session, WebDriver driver) throws Exception {
        Planted.learn(session, driver);
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
        ((ChromeDriver) driver).executeAsyncScript("setTimeout(arguments[0], 50000)");
    }

    @Test
    @BrowserSession(provider = "nowhere")
    void hasAProviderThatIsNotThere(WebDriver driver) {
        fail("there is " + driver);
    }
}
