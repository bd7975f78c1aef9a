package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.browsersession.BrowserSession;
import dev.browsersession.Isolation;
import dev.browsersession.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

/**
 * One customer's way through the shop: one browser, kept for all tests. Each test disconnects from it and the next one
 * reconnects, and finds the page where the last one left it.
 */
@BrowserSession(ttl = "5m", keepAlive = true, isolation = Isolation.NONE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CheckoutTest {

    private static Shop shop;
    private static String firstSession;

    @BeforeAll
    static void open() throws Exception {
        shop = new Shop();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @AfterEach
    void tell(TestInfo test, WebDriver driver, Session session) {
        System.out.printf(
                "%s: session %s, basket: %s%n",
                test.getTestMethod().orElseThrow().getName(), session.id(), basket(driver));
    }

    @Test
    @Order(1)
    void takesTea(WebDriver driver, Session session) {
        firstSession = session.id();
        driver.get(shop.url());
        driver.findElement(By.id("tea")).click();
        assertEquals("tea", basket(driver));
    }

    @Test
    @Order(2)
    void findsThePageAsItWasLeft(WebDriver driver, Session session) {
        assertEquals(firstSession, session.id());
        assertEquals(shop.url(), driver.getCurrentUrl());
        assertEquals("tea", basket(driver));
        driver.findElement(By.id("cake")).click();
    }

    @Test
    @Order(3)
    void stillHasTheBasketAfterAReload(WebDriver driver) {
        driver.navigate().refresh();
        assertEquals("tea, cake", basket(driver));
    }

    @Test
    @Order(4)
    void pays(WebDriver driver, Session session) {
        driver.findElement(By.id("pay")).click();
        assertEquals(
                "Paid for 2 items. Thank you!",
                driver.findElement(By.id("receipt")).getText());
        assertEquals(firstSession, session.id());
    }

    private static String basket(WebDriver driver) {
        return driver.findElement(By.id("basket")).getText();
    }
}
