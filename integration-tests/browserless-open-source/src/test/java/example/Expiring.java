package example;

import dev.browsersession.BrowserSession;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

/** Goes on for longer than its session. */
@BrowserSession(ttl = "6s")
public class Expiring {

    @Test
    void asksForTheTitleOverAndOver(WebDriver driver) {
        driver.get("data:text/html,<title>short</title>");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < end) {
            driver.getTitle();
        }
    }
}
