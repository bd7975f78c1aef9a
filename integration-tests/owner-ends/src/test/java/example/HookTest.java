package example;

import dev.browsersession.BeforeSessionStop;
import dev.browsersession.BrowserSession;
import dev.browsersession.Isolation;
import dev.browsersession.Session;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

/** Its session is about to be given back. */
@BrowserSession(ttl = "10m", isolation = Isolation.NONE)
class HookTest {

    @BeforeSessionStop
    static void isInAfterAll(WebDriver driver, Session session) {
        Point.at("after-all", session, driver.getTitle());
    }

    @Test
    void visits(WebDriver driver) {
        driver.get(Point.page());
    }
}
