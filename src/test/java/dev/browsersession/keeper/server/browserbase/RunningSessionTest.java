package dev.browsersession.keeper.server.browserbase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.protocol.SessionEnd;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningSessionTest {

    @ParameterizedTest
    @CsvSource({
        "TTL_REACHED, TIMED_OUT",
        "STOPPED, COMPLETED",
        "CRASHED, ERROR",
        "ENDED, ERROR",
        "CONNECTION_LOST, ERROR",
        "KEEPER_ENDED, ERROR"
    })
    void theEndOfItsBrowserIsItsStatus(SessionEnd.Cause cause, Status status) {
        RunningSession session = new RunningSession(null, null, null, null);

        assertThat(session.statusAfter(new SessionEnd(cause, "", 0))).isEqualTo(status);
    }
}
