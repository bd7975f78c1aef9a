package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.browsersession.BrowserSession;
import dev.browsersession.Connected;
import dev.browsersession.Session;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;

@BrowserSession(ttl = "5m", keepAlive = true)
class SearchTest {

    @Connected
    WebDriver field;

    @BeforeEach
    void opensThePage(WebDriver driver) {
        driver.get("data:text/html,<title>Search</title><input id=q value=socks>");
    }

    @Test
    void hasADriver(WebDriver driver) {
        assertEquals("Search", driver.getTitle());
        assertEquals("socks", driver.findElement(By.id("q")).getDomProperty("value"));
    }

    @Test
    void hasADriverInAField() {
        assertEquals("Search", field.getTitle());
    }

    @Test
    void hasTheDriverOfAChrome(ChromeDriver driver) {
        assertTrue(driver.executeCdpCommand("Browser.getVersion", Map.of()).containsKey("product"));
    }

    @Test
    void tellsItsSession(Session session) {
        assertEquals("local", session.provider());
        assertTrue(session.keepAlive());
        assertTrue(session.ttlLeft().compareTo(Duration.ofMinutes(5)) <= 0);
    }

    @RepeatedTest(2)
    void repeats(WebDriver driver) {
        assertEquals("Search", driver.getTitle());
    }

    @Nested
    class Inside {

        @Test
        void usesTheSameSession(WebDriver driver, Session session) {
            assertEquals("Search", driver.getTitle());
            assertTrue(session.keepAlive());
        }
    }
}
