package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.browsersession.BrowserSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

/** Every customer is a new one: still one browser, but each test has a fresh browser context to itself. */
@BrowserSession(ttl = "5m", keepAlive = true)
class NewCustomersTest {

    private static Shop shop;

    @BeforeAll
    static void open() throws Exception {
        shop = new Shop();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @RepeatedTest(3)
    void startsWithAnEmptyBasket(WebDriver driver) {
        driver.get(shop.url());
        assertEquals("nothing", driver.findElement(By.id("basket")).getText());
        driver.findElement(By.id("tea")).click();
        assertEquals("tea", driver.findElement(By.id("basket")).getText());
    }
}
