package example;

import dev.browsersession.BeforeSessionStop;
import dev.browsersession.BrowserSession;
import dev.browsersession.Isolation;
import org.openqa.selenium.WebDriver;

/** The default context of a session of its own, and a last visit before it is stopped. */
@BrowserSession(ttl = "5m", isolation = Isolation.NONE)
class OwnDefaultTest extends Walking {

    @BeforeSessionStop
    static void walksToTheEnd(WebDriver driver) {
        walk(driver);
    }
}
