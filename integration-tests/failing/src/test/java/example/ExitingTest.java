package example;

import dev.browsersession.BrowserSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openqa.selenium.WebDriver;

/** Takes its whole JVM down with the browser in use. */
@BrowserSession(keepAlive = true)
@EnabledIfSystemProperty(named = "exit", matches = "true")
class ExitingTest {

    @Test
    void haltsTheJvm(WebDriver driver) {
        driver.get("data:text/html,<title>Last words</title>");
        Runtime.getRuntime().halt(17);
    }
}
