package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.browsersession.BrowserSession;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

@BrowserSession(ttl = "5m", keepAlive = true)
class FailingTest {

    private static final String PAGE = "data:text/html,<title>Till</title><h1>Out of order</h1>";

    @Test
    void fails(WebDriver driver) {
        driver.get(PAGE);
        assertEquals("Open", driver.findElement(By.tagName("h1")).getText());
    }

    @Test
    void errs(WebDriver driver) {
        driver.get(PAGE);
        driver.findElement(By.id("no-such-element"));
    }

    @Test
    void aborts(WebDriver driver) {
        driver.get(PAGE);
        assumeTrue(driver.getTitle().isEmpty());
    }

    @Test
    void quitsItsDriver(WebDriver driver) {
        driver.quit();
        throw new IllegalStateException("after quit");
    }

    @Test
    void passes(WebDriver driver) {
        driver.get(PAGE);
        assertEquals("Till", driver.getTitle());
    }
}
