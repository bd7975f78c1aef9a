package example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.testkit.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keepers are ended in the middle of things: the test that runs fails with the reason, the next one gets a new keeper, and by
 * then nothing is left of the old one here. What it had at a service is stopped by a later one.
 */
@Timeout(300)
class KilledKeeperTest {

    private static final List<Ending> ENDINGS = new CopyOnWriteArrayList<>();

    private static final Set<String> NOTICES = new HashSet<>();

    private final Place place = Place.current();

    @TempDir
    Path scripts;

    static Stream<Way> endings() {
        return Place.current().ways();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endings")
    void leavesNothingAtAnyPointOfASessionsLife(Way way) throws Exception {
        Place.Prepared prepared = place.prepare(way, scripts);
        Ending ending = Ending.plan(place, way);
        ENDINGS.add(ending);
        CompletableFuture<Void> whileCreating = CompletableFuture.runAsync(() -> {
            try {
                prepared.endWhileCreating();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        Results results = prepared.kit().run(VictimTestCases.class, NextTestCases.class);

        whileCreating.join();
        ending.report();
        checkFailures(results, ending);
        checkLog(results, ending);
        checkNotices(results, way);
        place.awaitNothingLeft(ending.lost());
    }

    /** At the very end, so that each has had its time already. */
    @AfterAll
    static void whatIsLostEndsByItself() {
        ENDINGS.forEach(Ending::reportLost);
    }

    private void checkFailures(Results results, Ending ending) {
        assertThat(results.failures()).hasSize(2);
        assertThat(results.failures().get("waitsForItsSession(WebDriver)"))
                .hasMessageMatching(
                        "(?s).*: The " + ended(ending, Point.CREATING) + " while a session was being created\\.");
        assertThat(results.failures().get("usesItsSession(WebDriver)"))
                .hasMessageMatching("Session \\S+ \\(" + place.provider()
                        + "\\) ended while VictimTestCases.usesItsSession was running: its "
                        + ended(ending, Point.IN_TEST) + " at [0-9:]{8}\\.");
        assertThat(results.passed()).isEqualTo(4);
    }

    private static void checkLog(Results results, Ending ending) {
        assertThat(results.log())
                .anyMatch(line ->
                        line.matches("INFO Session \\S+ is replaced: it ended before VictimTestCases.goesOnAgain: its "
                                + ended(ending, Point.BETWEEN_TESTS) + "\\."));
        assertThat(results.log())
                .anyMatch(line -> line.matches("WARNING Session \\S+ ended before it was given back: its "
                        + ended(ending, Point.AFTER_ALL) + "\\."));
        assertThat(results.sessions()).hasSize(4);
    }

    /** Once more each time that a keeper starts, which may be in another run of the tests. */
    private void checkNotices(Results results, Way way) {
        Set<String> sentences = results.log().stream()
                .map(line -> line.replaceFirst("ends in \\d+ s", "ends"))
                .filter(line ->
                        line.matches("WARNING A keeper that has died may have left a session with the tag \\S+ at"
                                + " provider " + place.provider() + "; its ttl ends\\. It is looked for when .*"))
                .collect(Collectors.toSet());
        sentences.removeAll(NOTICES);
        assertThat(sentences).hasSize(place.leavesCreates(way.how()) ? 1 : 0);
        NOTICES.addAll(sentences);
    }

    private static String ended(Ending ending, Point point) {
        return "keeper \\(process " + ending.keeper(point) + ", log \\S+\\) ended";
    }
}
