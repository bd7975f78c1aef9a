package example;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

class TwoTest extends Recorded {

    @Test
    void first(WebDriver driver) {
        visit(driver, "Two");
    }

    @Test
    void second(WebDriver driver) {
        visit(driver, "Two");
    }
}
