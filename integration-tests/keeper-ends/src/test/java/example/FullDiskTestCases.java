package example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserSession;
import dev.browsersession.Scope;
import dev.browsersession.Session;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Needs a session for each test, and before each waits for a line of input. */
@BrowserSession(scope = Scope.TEST)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FullDiskTestCases {

    @BeforeEach
    void awaitLine() throws IOException {
        System.out.println("next");
        while (System.in.read() != '\n') {
            // the rest of the line
        }
    }

    @Test
    @Order(1)
    void hasRoom(Session session) {
        assertThat(session.provider()).isEqualTo(Place.current().provider());
    }

    @Test
    @Order(2)
    void hasNoRoom(Session session) {
        assertThat(session).isNull();
    }

    @Test
    @Order(3)
    void hasRoomAgain(Session session) {
        assertThat(session.provider()).isEqualTo(Place.current().provider());
    }
}
