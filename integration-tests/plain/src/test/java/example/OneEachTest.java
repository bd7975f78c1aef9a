package example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.browsersession.BrowserSession;
import dev.browsersession.Scope;
import dev.browsersession.Session;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.RepeatedTest;
import org.openqa.selenium.WebDriver;

@BrowserSession(scope = Scope.TEST)
class OneEachTest {

    private static final Set<String> SESSIONS = ConcurrentHashMap.newKeySet();

    @RepeatedTest(2)
    void hasASessionOfItsOwn(WebDriver driver, Session session) {
        driver.get("data:text/html,<title>Mine</title>");
        assertTrue(SESSIONS.add(session.id()));
    }
}
