package example;

import dev.browsersession.BrowserSession;
import dev.browsersession.Isolation;
import dev.browsersession.Session;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@BrowserSession(shared = "egg", ttl = "10m", isolation = Isolation.NONE)
class EggFirstTest {

    @Test
    void egg(Session session) {
        Point.at("egg", session, "");
    }

    @Nested
    @BrowserSession(shared = "hen")
    class Hen {
        @Test
        void hen(Session session) {
            Point.at("hen", session, "");
        }
    }
}
