package example;

import dev.browsersession.BrowserSession;
import dev.browsersession.Session;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.WebDriver;

/** Holds a session, and ends as it is told to. */
@BrowserSession(ttl = "10m", keepAlive = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HoldingTest {

    @Test
    @Order(1)
    void isConnected(WebDriver driver, Session session) {
        driver.get(Point.page());
        HowToGoOn.valueOf(Point.at("connected", session, driver.getTitle())).run();
        driver.get(Point.page());
    }

    @Test
    @Order(2)
    void isBetweenTests() {
        HowToGoOn.valueOf(Point.at("between")).run();
    }
}
