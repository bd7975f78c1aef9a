package example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserSession;
import org.junit.jupiter.api.RepeatedTest;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.devtools.DevTools;

/** A fresh context for each test; the DevTools connection and the driver's are views of one browser. */
@BrowserSession(ttl = "5m")
public class TwoUsers {

    @RepeatedTest(2)
    void hasACleanContextToItself(WebDriver driver, DevTools tools) {
        driver.get(System.getProperty("browser.session.browserless.endpoint") + "/active");
        assertThat(driver.manage().getCookies()).isEmpty();
        driver.manage().addCookie(new Cookie("left", "here"));
        driver.switchTo().newWindow(WindowType.TAB);
        assertThat(driver.getWindowHandles()).hasSize(2);
        assertThat(tools.getCdpSession()).isNotNull();
        assertThat(Server.browsers.get()).hasSize(1);
    }
}
