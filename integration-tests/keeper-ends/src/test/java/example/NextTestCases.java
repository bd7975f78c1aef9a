package example;

import dev.browsersession.BrowserSession;
import dev.browsersession.Session;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Comes after a class that has lost its keeper. */
@BrowserSession
class NextTestCases {

    @Test
    void goesOn(Session session) {
        Ending.requireGone();
        Assertions.assertThat(session.provider()).isEqualTo(Place.current().provider());
    }
}
