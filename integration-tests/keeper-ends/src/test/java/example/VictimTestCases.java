package example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserSession;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.WebDriver;

/** Loses its keeper on the way. */
@BrowserSession
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VictimTestCases {

    @Test
    @Order(1)
    void loses(WebDriver driver) throws Exception {
        driver.get("data:text/html,<title>first</title>");
        if (Ending.reached(Point.IN_TEST)) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> driver.getTitle()
                    .isEmpty());
        }
    }

    @Test
    @Order(2)
    void looksOn() throws Exception {
        Ending.reached(Point.BETWEEN_TESTS);
    }

    @Test
    @Order(3)
    void goesOn(WebDriver driver) {
        Ending.requireGoneIfEnded();
        driver.get("data:text/html,<title>second</title>");
        assertThat(driver.getTitle()).isEqualTo("second");
    }

    @AfterAll
    static void ends() throws Exception {
        Ending.reached(Point.AFTER_ALL);
    }
}
