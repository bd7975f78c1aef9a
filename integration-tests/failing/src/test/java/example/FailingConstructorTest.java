package example;

import dev.browsersession.BrowserSession;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

@BrowserSession
class FailingConstructorTest {

    FailingConstructorTest(WebDriver driver) {
        driver.get("data:text/html,<title>Constructor</title>");
        throw new IllegalStateException("cannot be made");
    }

    @Test
    void neverRuns() {}
}
