package example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserSession;
import dev.browsersession.Session;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

@BrowserSession(ttl = "5m", shared = "one-for-two")
public class SharedTwo {

    @Test
    void usesTheSameSession(WebDriver driver, Session session) {
        driver.get("data:text/html,<title>shared</title>");
        assertThat(driver.getTitle()).isEqualTo("shared");
        assertThat(Server.browsers.get()).hasSize(1);
        assertThat(Shared.session(session.id())).isEqualTo(session.id());
        // It would stay for as long as this build.
        session.stop();
    }
}
