package example;

import dev.browsersession.BrowserSession;
import dev.browsersession.Session;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

/** Works in one browser as long as it is told to. */
@BrowserSession(ttl = "2h")
class BystandingTest {

    @Test
    void goesOnWorking(WebDriver driver, Session session) {
        String answer = "NORMALLY";
        for (int visit = 1; answer.equals("NORMALLY"); visit++) {
            driver.get(Point.page());
            answer = Point.at("visit-" + visit, session, driver.getTitle());
        }
    }
}
