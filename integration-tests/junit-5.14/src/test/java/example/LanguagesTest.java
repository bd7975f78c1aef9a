package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.browsersession.BrowserSession;
import dev.browsersession.Session;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WebDriver;

/** A class that runs several times has one session all the same. */
@ParameterizedClass
@ValueSource(strings = {"en", "de"})
@BrowserSession
class LanguagesTest {

    static final Set<String> sessions = new HashSet<>();

    @Parameter
    String language;

    @Test
    void greets(WebDriver driver, Session session) {
        sessions.add(session.id());
        driver.get("data:text/html,<title>" + language + "</title>");
        assertEquals(language, driver.getTitle());
    }

    @AfterAll
    static void hadOneSession() {
        assertEquals(1, sessions.size(), () -> "sessions: " + sessions);
    }
}
