package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.browsersession.BrowserSession;
import dev.browsersession.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.openqa.selenium.WebDriver;

/** Writes down which JVM used which session. */
@BrowserSession(ttl = "5m", keepAlive = true)
abstract class Recorded {

    static void visit(WebDriver driver, String title) {
        driver.get("data:text/html,<title>" + title + "</title>");
        assertEquals(title, driver.getTitle());
    }

    @AfterEach
    void record(Session session) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "used"));
        Files.writeString(
                folder.resolve(getClass().getSimpleName()),
                ProcessHandle.current().pid() + " " + session.id());
    }
}
