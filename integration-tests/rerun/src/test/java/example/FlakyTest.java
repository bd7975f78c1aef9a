package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.browsersession.BrowserSession;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

@BrowserSession(ttl = "5m", keepAlive = true)
class FlakyTest {

    private static final AtomicInteger RUNS = new AtomicInteger();

    @Test
    void passesTheSecondTime(WebDriver driver) {
        driver.get("data:text/html,<title>Run " + RUNS.incrementAndGet() + "</title>");
        assertEquals("Run 2", driver.getTitle());
    }

    @Test
    void passesAtOnce(WebDriver driver) {
        driver.get("data:text/html,<title>Steady</title>");
        assertEquals("Steady", driver.getTitle());
    }
}
