package example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserSession;
import dev.browsersession.Isolation;
import dev.browsersession.Session;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.WebDriver;

/** Each test is connected anew to the same browser. */
@BrowserSession(ttl = "5m", keepAlive = true, isolation = Isolation.NONE)
public class Kept {

    private static final Set<String> SESSIONS = new HashSet<>();
    private static final Set<List<String>> BROWSERS = new HashSet<>();

    @RepeatedTest(3)
    void findsWhatTheLastOneLeft(WebDriver driver, Session session) {
        driver.get(System.getProperty("browser.session.browserless.endpoint") + "/active");
        assertThat(driver.manage().getCookies()).hasSize(SESSIONS.isEmpty() ? 0 : 1);
        driver.manage().addCookie(new Cookie("left", "here"));
        SESSIONS.add(session.id());
        BROWSERS.add(Server.browsers.get());
        assertThat(SESSIONS).hasSize(1);
        assertThat(BROWSERS).hasSize(1);
        assertThat(Server.browsers.get()).hasSize(1);
    }
}
