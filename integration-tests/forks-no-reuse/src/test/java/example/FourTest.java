package example;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

class FourTest extends Recorded {

    @Test
    void first(WebDriver driver) {
        visit(driver, "Four");
    }

    @Test
    void second(WebDriver driver) {
        visit(driver, "Four");
    }
}
