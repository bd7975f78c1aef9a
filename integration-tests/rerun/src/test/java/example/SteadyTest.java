package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.browsersession.BrowserSession;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

@BrowserSession
class SteadyTest {

    @Test
    void isNotRunAgain(WebDriver driver) {
        driver.get("data:text/html,<title>Steady</title>");
        assertEquals("Steady", driver.getTitle());
    }
}
