package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.browsersession.BrowserSession;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

@BrowserSession(ttl = "5m", keepAlive = true)
class CheckoutTest {

    @Test
    void pays(WebDriver driver) {
        driver.get("data:text/html,<title>Basket</title><p id=total>12</p>");
        assertEquals("13", driver.findElement(By.id("total")).getText());
    }
}
