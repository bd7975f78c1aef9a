package example;

import dev.browsersession.BrowserSession;
import dev.browsersession.Isolation;
import dev.browsersession.Session;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@BrowserSession(shared = "hen", ttl = "10m", isolation = Isolation.NONE)
class HenFirstTest {

    @Test
    void hen(Session session) {
        Point.at("hen", session, "");
    }

    @Nested
    @BrowserSession(shared = "egg")
    class Egg {
        @Test
        void egg(Session session) {
            Point.at("egg", session, "");
        }
    }
}
