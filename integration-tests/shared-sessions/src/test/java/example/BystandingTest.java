package example;

import dev.browsersession.BrowserSession;
import dev.browsersession.Session;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

/** Has a session of its own, and with it the keeper's driver, as long as it is told to. */
@BrowserSession(ttl = "2h")
class BystandingTest {

    @Test
    void holds(WebDriver driver, Session session) {
        driver.get(Point.page());
        Point.at("holding", session, driver.getTitle());
        driver.get(Point.page());
    }
}
