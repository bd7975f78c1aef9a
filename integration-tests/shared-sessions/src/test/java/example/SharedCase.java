package example;

import dev.browsersession.BrowserSession;
import dev.browsersession.Session;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

/** Reports the session that it has. */
@BrowserSession(shared = "checkout", ttl = "10m")
abstract class SharedCase {

    @Test
    void reports(WebDriver driver, Session session) {
        driver.get(Point.page());
        Point.at(getClass().getSimpleName(), session, driver.getTitle());
    }
}
