package example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserSession;
import dev.browsersession.Session;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@BrowserSession(ttl = "5m", keepAlive = true)
class ShopTest {

    @LocalServerPort
    int port;

    @Test
    void greets(WebDriver driver) {
        driver.get("http://localhost:" + port + "/?name=alice");
        assertThat(driver.findElement(By.tagName("h1")).getText()).isEqualTo("Hello, alice");
    }

    @Test
    void takesWhatIsSpringsAndWhatIsOurs(@Autowired ApplicationContext context, WebDriver driver, Session session) {
        driver.get("http://localhost:" + port + "/");
        assertThat(driver.getTitle()).isEqualTo("Shop");
        assertThat(context.getBean(Shop.class)).isNotNull();
        assertThat(session.provider()).isEqualTo("local");
    }
}
