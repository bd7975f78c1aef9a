package example;

import dev.browsersession.BrowserSession;
import dev.browsersession.Isolation;
import dev.browsersession.Session;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

/** Has the default context of a shared session to itself. Its page counts all visits in that context. */
@BrowserSession(shared = "turns", ttl = "10m", isolation = Isolation.NONE)
class TurnTest {

    @Test
    void visits(WebDriver driver, Session session) {
        driver.get(Point.page());
        Point.at("turn", session, driver.getTitle());
    }
}
