package ends;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.it.Arrival;
import dev.browsersession.it.SessionTraces;
import dev.browsersession.it.Signals;
import dev.browsersession.it.StartedOwner;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Owners at whose end somebody's limit is reached. They take their time, beside the others. */
class LimitEndsTest {

    private static Stage stage;
    private static Bystander bystander;

    @BeforeAll
    static void anotherJvmHoldsASession() throws Exception {
        stage = Stage.open("-limits");
        bystander = Bystander.of(stage.jvm("limits-bystander", "BystandingTest"));
    }

    @AfterAll
    static void theOtherJvmPasses() throws Exception {
        try (Stage closing = stage) {
            bystander.ends();
        }
    }

    @AfterEach
    void theOtherJvmGoesOn() throws Exception {
        bystander.goesOnUnharmed();
    }

    @Test
    void surefireEndsAForkThatTakesTooLong() throws Exception {
        SessionTraces traces = SessionTraces.later(stage.state());
        StartedOwner owner = stage.build("slow", "HoldingTest", Map.of(), "-Dsurefire.timeout=60");
        Arrival connected = owner.reaches("connected");
        traces.awaitSome();
        ProcessHandle.of(connected.pid())
                .ifPresent(fork -> fork.onExit().orTimeout(2, MINUTES).join());
        stage.nothingIsLeftOf(owner, traces);
        assertThat(owner.exitCode()).isNotZero();
        assertThat(owner.output()).contains("There was a timeout in the fork");
    }

    @Test
    void stoppedForLongerThanTheTtl() throws Exception {
        SessionTraces traces = SessionTraces.later(stage.state());
        StartedOwner owner = stage.jvm("stopped", "HoldingTest", "-Dbrowser.session.override.ttl=40s");
        Arrival connected = owner.reaches("connected");
        traces.awaitSome();
        Signals.send("STOP", connected.pid());
        connected.goOn("NORMALLY");
        stage.nothingIsLeftOf(owner, traces, Duration.ofSeconds(40));
        Signals.send("CONT", connected.pid());
        owner.reaches("between").goOn("NORMALLY");
        assertThat(owner.exitCode()).isZero();
        assertThat(owner.output())
                .contains(
                        "while HoldingTest.isConnected was running",
                        "its ttl of 40s was reached",
                        "tests that failed: 1");
    }
}
