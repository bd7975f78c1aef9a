package example;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

class ThreeTest extends Recorded {

    @Test
    void first(WebDriver driver) {
        visit(driver, "Three");
    }

    @Test
    void second(WebDriver driver) {
        visit(driver, "Three");
    }
}
