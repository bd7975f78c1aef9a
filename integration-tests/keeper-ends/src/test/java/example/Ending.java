package example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** What the tests of one run do to the keepers that they have, one after the other. */
final class Ending {

    private static final Duration NET = Duration.ofSeconds(30);
    private static Ending current;

    private final HowItEnds how;
    private final BrowserState browser;
    private final List<Ended> ended = new CopyOnWriteArrayList<>();

    /** A keeper of the past. */
    private record Ended(Point point, KeeperProcesses processes, CompletableFuture<Duration> gone) {}

    private Ending(HowItEnds how, BrowserState browser) {
        this.how = how;
        this.browser = browser;
    }

    static Ending plan(HowItEnds how, BrowserState browser) {
        current = new Ending(how, browser);
        return current;
    }

    /** Ends the keeper, and has it watched how long anything is left. */
    static void reached(Point point) throws IOException, InterruptedException {
        KeeperProcesses processes = KeeperProcesses.now();
        assertThat(processes.browserGroups()).as("groups of browsers").hasSize(1);
        if (current.browser == BrowserState.STOPPED) {
            Signals.sendToGroup("STOP", processes.browserGroups().get(0));
        }
        CompletableFuture<Duration> gone = new CompletableFuture<>();
        current.ended.add(new Ended(point, processes, gone));
        current.how.end(processes);
        long start = System.nanoTime();
        gone.completeAsync(() -> whenGone(processes, start));
    }

    private static Duration whenGone(KeeperProcesses processes, long startNanos) {
        Awaitility.await().atMost(NET).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> assertThat(
                        processes.left())
                .isEmpty());
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** What the test finds that goes on with another keeper. No waiting here: all has to be gone by then. */
    static void requireGone() {
        Ended last = current.ended.get(current.ended.size() - 1);
        assertThat(last.processes().sessionsLeft()).isEmpty();
    }

    /** The keeper that was ended then. */
    long keeper(Point point) {
        return ended.stream()
                .filter(one -> one.point() == point)
                .findFirst()
                .orElseThrow()
                .processes()
                .keeper();
    }

    void report() {
        for (Ended one : ended) {
            System.out.printf(
                    "ending: %s %s, browser %s: all is gone after %d ms%n",
                    how, one.point(), browser, one.gone().join().toMillis());
        }
    }
}
