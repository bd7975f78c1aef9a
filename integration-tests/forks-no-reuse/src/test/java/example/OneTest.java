package example;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

class OneTest extends Recorded {

    @Test
    void first(WebDriver driver) {
        visit(driver, "One");
    }

    @Test
    void second(WebDriver driver) {
        visit(driver, "One");
    }
}
