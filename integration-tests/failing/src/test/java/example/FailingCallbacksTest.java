package example;

import dev.browsersession.BrowserSession;
import dev.browsersession.Isolation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

@BrowserSession(isolation = Isolation.NONE)
class FailingCallbacksTest {

    @AfterEach
    void failsToCleanUp(WebDriver driver) {
        throw new IllegalStateException("cannot clean up " + driver.getTitle());
    }

    @Test
    void passesByItself(WebDriver driver) {
        driver.get("data:text/html,<title>Half done</title>");
    }
}
