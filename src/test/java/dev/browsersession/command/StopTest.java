package dev.browsersession.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.lease.Keeper;
import dev.browsersession.lease.Lease;
import dev.browsersession.protocol.SessionEnd;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code stop}: sessions end by hand, whoever has them. */
class StopTest {

    private static final Duration TTL = Duration.ofMinutes(5);

    private Calls calls;

    @BeforeEach
    void ownStateDirectory() throws IOException {
        calls = new Calls();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        calls.close();
    }

    @Test
    void whoWaitsFindsTheSessionGoneAndItsOwnerKnowsWhy() {
        try (Keeper keeper = Keeper.open(calls.settings())) {
            Lease stopped = keeper.acquire(Calls.browser("LoginTest", TTL, null));
            Lease other = keeper.acquire(Calls.browser("CartTest", TTL, null));
            String id = stopped.session().id();

            Calls.Outcome outcome = calls.call("stop", id, "--wait");

            assertThat(calls.browsers()).isEqualTo(1);
            assertThat(outcome.code()).as(outcome.err()).isZero();
            assertThat(outcome.out()).matches("Session " + id + " is stopped after \\d+s\\.\n");
            assertThat(calls.call("list").out())
                    .doesNotContain(id)
                    .contains(other.session().id());
            SessionEnd end = stopped.inspect().end();
            assertThat(end.cause()).isEqualTo(SessionEnd.Cause.STOPPED);
            assertThat(end.detail()).isEqualTo("somebody did so by hand, at the command line");
            assertThat(other.inspect().end()).isNull();
        }
    }

    @Test
    void whoDoesNotWaitIsToldThatItIsBeingStopped() {
        try (Keeper keeper = Keeper.open(calls.settings())) {
            String id = keeper.acquire(Calls.browser("LoginTest", TTL, null))
                    .session()
                    .id();

            assertThat(calls.call("stop", id))
                    .isEqualTo(new Calls.Outcome(0, "Session " + id + " is being stopped.\n", ""));

            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> calls.browsers() == 0);
        }
    }

    @Test
    void allMeansThoseOfAllOwnersAndKeepers() {
        try (Keeper one = Keeper.open(calls.settings());
                Keeper other = Keeper.open(calls.settings())) {
            calls.set("browser.session.keeper", "embedded");
            try (Keeper embedded = Keeper.open(calls.settings())) {
                List<Lease> leases = List.of(
                        one.acquire(Calls.browser("LoginTest", TTL, null)),
                        other.acquire(Calls.browser("CartTest", TTL, null)),
                        embedded.acquire(Calls.browser("PayTest", TTL, null)));

                Calls.Outcome outcome = calls.call("stop", "--all", "--wait");

                assertThat(calls.browsers()).isZero();
                assertThat(outcome.code()).as(outcome.err()).isZero();
                assertThat(leases).allSatisfy(lease -> assertThat(outcome.out())
                        .contains("Session " + lease.session().id() + " is stopped after "));
            }
        }
        assertThat(calls.call("stop", "--all", "--wait"))
                .isEqualTo(new Calls.Outcome(0, "No browser session is open, so there is none to stop.\n", ""));
    }

    @Test
    void aSessionThatIsNotThereIsAFailure() {
        try (Keeper keeper = Keeper.open(calls.settings())) {
            String id = keeper.acquire(Calls.browser("LoginTest", TTL, null))
                    .session()
                    .id();

            Calls.Outcome outcome = calls.call("stop", "local-00000000", id, "--wait");

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err())
                    .isEqualTo("There is no session local-00000000. To see which there are, run: list\n");
            assertThat(outcome.out()).startsWith("Session " + id + " is stopped after ");
        }
    }
}
