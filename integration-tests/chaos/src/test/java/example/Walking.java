package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

/** For a while, works in pages that go from one to the next by themselves. */
abstract class Walking {

    private static final String PAGE =
            URI.create(System.getenv("STEERING")).resolve("/walk").toString();
    private static final Duration WHILE = Duration.ofMillis(Long.parseLong(System.getenv("CHAOS_WALK_MILLIS")));

    @Test
    void walks(WebDriver driver) {
        walk(driver);
    }

    @Test
    void walksOn(WebDriver driver) {
        walk(driver);
    }

    static void walk(WebDriver driver) {
        long start = System.nanoTime();
        for (int step = 1; System.nanoTime() - start < WHILE.toNanos(); step++) {
            driver.get(PAGE + "?" + step * 1000);
            // Not its URL: under load ChromeDriver itself gives up asking for that after some seconds.
            assertEquals(1, driver.getWindowHandles().size());
        }
    }
}
