package example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/** One way to end a keeper, in wait for its moment. The tests that run on that keeper's session say which moment it is. */
final class Ending {

    private static final Duration NET = Duration.ofSeconds(30);
    private static Ending current;

    private final HowItEnds how;
    private final Point point;
    private final BrowserState browser;
    private KeeperProcesses ended;
    private CompletableFuture<Duration> gone;

    private Ending(HowItEnds how, Point point, BrowserState browser) {
        this.how = how;
        this.point = point;
        this.browser = browser;
    }

    static Ending plan(HowItEnds how, Point point, BrowserState browser) {
        current = new Ending(how, point, browser);
        return current;
    }

    /** Ends the keeper if this is the moment. */
    static boolean reached(Point point) throws IOException, InterruptedException {
        if (current.point == point) {
            current.endKeeper();
        }
        return current.point == point;
    }

    private void endKeeper() throws IOException, InterruptedException {
        ended = KeeperProcesses.now();
        assertThat(ended.browserGroups()).as("groups of browsers").hasSize(1);
        if (browser == BrowserState.STOPPED) {
            Signals.sendToGroup("STOP", ended.browserGroups().get(0));
        }
        how.end(ended);
        long start = System.nanoTime();
        gone = CompletableFuture.supplyAsync(() -> {
            Awaitility.await().atMost(NET).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> assertThat(
                            ended.left())
                    .isEmpty());
            return Duration.ofNanos(System.nanoTime() - start);
        });
    }

    /** What the test finds that goes on with another keeper. No waiting here: all has to be gone by then. */
    static void requireGone() {
        assertThat(current.ended.sessionsLeft()).isEmpty();
    }

    static void requireGoneIfEnded() {
        if (current.ended != null) {
            requireGone();
        }
    }

    long keeper() {
        return ended.keeper();
    }

    void report() {
        System.out.printf(
                "ending: %s %s, browser %s: all is gone after %d ms%n",
                how, point, browser, gone.join().toMillis());
    }
}
