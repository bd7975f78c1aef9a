package example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** What the tests of one run do to the keepers that they have, one after the other. */
final class Ending {

    /** Shorter than the ttl of a session, which would be the end of it too. */
    private static final Duration NET = Duration.ofSeconds(60);

    private static final Duration TTL_NET = Duration.ofSeconds(150);
    private static Ending current;

    private final Place place;
    private final Way way;
    private final List<Ended> ended = new CopyOnWriteArrayList<>();

    /**
     * A keeper of the past.
     *
     * @param made its session, wherever that is
     * @param gone how long there was anything left of the keeper here
     * @param stopped how long there was anything left of its session
     */
    private record Ended(
            Point point,
            KeeperProcesses processes,
            SessionDirectories made,
            CompletableFuture<Duration> gone,
            CompletableFuture<Duration> stopped) {}

    private Ending(Place place, Way way) {
        this.place = place;
        this.way = way;
    }

    static Ending plan(Place place, Way way) {
        current = new Ending(place, way);
        return current;
    }

    /** Ends the keeper, and has it watched how long anything is left. */
    static void reached(Point point) throws IOException, InterruptedException {
        current.end(point);
    }

    private void end(Point point) throws IOException, InterruptedException {
        KeeperProcesses processes = KeeperProcesses.now();
        SessionDirectories made = place.made();
        assertThat(made.browserGroups()).as("groups of browsers").hasSize(1);
        if (way.browser() == BrowserState.STOPPED) {
            Signals.sendToGroup("STOP", made.browserGroups().get(0));
        }
        Ended one = new Ended(point, processes, made, new CompletableFuture<>(), new CompletableFuture<>());
        ended.add(one);
        way.how().end(processes);
        long start = System.nanoTime();
        one.gone().completeAsync(() -> whenNone(processes::left, start, NET));
        one.stopped().completeAsync(() -> whenNone(made::left, start, isLost(one) ? TTL_NET : NET));
    }

    private static Duration whenNone(Supplier<List<String>> left, long startNanos, Duration limit) {
        Awaitility.await().atMost(limit).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> assertThat(left.get())
                .isEmpty());
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** What the test finds that goes on with another keeper. No waiting here: all has to be gone by then. */
    static void requireGone() {
        Ended last = current.ended.get(current.ended.size() - 1);
        assertThat(last.processes().sessions().left()).isEmpty();
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

    /** What nobody can know of but the service. */
    SessionDirectories lost() {
        return new SessionDirectories(ended.stream()
                .filter(this::isLost)
                .flatMap(one -> one.made().directories().stream())
                .toList());
    }

    private boolean isLost(Ended one) {
        return one.point() == Point.CREATING && place.leavesCreates(way.how()) && place.losesThem();
    }

    void report() {
        for (Ended one : ended) {
            System.out.printf(
                    "ending: %s %s: all is gone after %d ms, its session %s%n",
                    way,
                    one.point(),
                    one.gone().join().toMillis(),
                    isLost(one) ? "is lost" : "after " + one.stopped().join().toMillis() + " ms");
        }
    }

    /** Waits for the end of what is lost. */
    void reportLost() {
        ended.stream()
                .filter(this::isLost)
                .forEach(one -> System.out.printf(
                        "ending: %s %s: its session, of which nobody knows, is gone after %d ms%n",
                        way, one.point(), one.stopped().join().toMillis()));
    }
}
