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

/** Loses one keeper after the other. */
@BrowserSession
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VictimTestCases {

    @Test
    @Order(1)
    void waitsForItsSession(WebDriver driver) {
        throw new AssertionError("the keeper has ended before there was a session, but here is " + driver);
    }

    @Test
    @Order(2)
    void usesItsSession(WebDriver driver) throws Exception {
        Ending.requireGone();
        visit(driver);
        Ending.reached(Point.IN_TEST);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> driver.getTitle()
                .isEmpty());
    }

    @Test
    @Order(3)
    void goesOn(WebDriver driver) {
        Ending.requireGone();
        visit(driver);
    }

    @Test
    @Order(4)
    void needsNoSession() throws Exception {
        Ending.reached(Point.BETWEEN_TESTS);
    }

    @Test
    @Order(5)
    void goesOnAgain(WebDriver driver) {
        Ending.requireGone();
        visit(driver);
    }

    @AfterAll
    static void ends() throws Exception {
        Ending.reached(Point.AFTER_ALL);
    }

    private static void visit(WebDriver driver) {
        driver.get("data:text/html,<title>here</title>");
        assertThat(driver.getTitle()).isEqualTo("here");
    }
}
