package example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserSession;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

/** Comes after a class that has lost its keeper. */
@BrowserSession
class NextTestCases {

    @Test
    void goesOn(WebDriver driver) {
        Ending.requireGone();
        driver.get("data:text/html,<title>next</title>");
        assertThat(driver.getTitle()).isEqualTo("next");
    }
}
