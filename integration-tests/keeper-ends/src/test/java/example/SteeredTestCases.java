package example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserSession;
import dev.browsersession.Session;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

/** Uses its browser, and again when it is told to by a line of input. */
@BrowserSession
class SteeredTestCases {

    @Test
    void usesItsBrowserTwice(WebDriver driver, Session session) throws IOException {
        driver.get("data:text/html,<title>here</title>");
        System.out.println("connected " + session.id());
        while (System.in.read() != '\n') {
            // the rest of the line
        }
        assertThat(driver.getTitle()).isEqualTo("here");
    }
}
