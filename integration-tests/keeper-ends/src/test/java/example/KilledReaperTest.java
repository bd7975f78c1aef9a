package example;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The reaper is killed first, and the keeper after it. */
@Timeout(120)
class KilledReaperTest {

    @Test
    void hasASuccessorThatCleansUpAfterTheKeeper() throws Exception {
        try (KeeperHome home = KeeperHome.named("r");
                OtherJvm owner = OtherJvm.Start.tests(home.state(), SteeredTestCases.class)
                        .run()) {
            owner.await("connected");
            long keeper = home.keepers().get(0);
            long reaper = KeeperProcesses.reaperOf(keeper);

            Signals.send("KILL", reaper);
            Awaitility.await().until(() -> home.log().contains("another has taken over"));
            assertThat(KeeperProcesses.reaperOf(keeper)).isNotIn(0L, reaper);
            assertThat(home.browsers()).hasSize(1);

            long start = System.nanoTime();
            Signals.send("KILL", keeper);
            home.awaitNoSessions();
            System.out.printf(
                    "ending: SIGKILL of the reaper, then of the keeper, in a test: all is gone after %d ms%n",
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
            owner.goOn();
            owner.await("passed 0");
            assertThat(owner.seen()).anyMatch(line -> line.contains("its keeper (process " + keeper + ", log "));
        }
    }
}
