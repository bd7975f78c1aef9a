package example;

import static dev.browsersession.testkit.Kit.kit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.testkit.Leftovers;
import dev.browsersession.testkit.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A keeper is ended in the middle of things: the test that runs fails with the reason, the next one gets a new keeper, and by
 * then nothing is left of the old one.
 */
@Timeout(120)
class KilledKeeperTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final String KEEPER = "keeper \\(process %d, log \\S+\\) ended";

    @TempDir
    Path scripts;

    static Stream<Arguments> endings() {
        return Stream.of(HowItEnds.values())
                .flatMap(how -> Stream.of(Point.values()).flatMap(point -> Stream.of(BrowserState.values())
                        .map(browser -> Arguments.of(how, point, browser))))
                .filter(KilledKeeperTest::isWorthItsTime);
    }

    /** One point for each state of the browser will do to see the journal read. */
    private static boolean isWorthItsTime(Arguments arguments) {
        return arguments.get()[0] != HowItEnds.WITH_REAPER
                || ((Point) arguments.get()[1]).ordinal()
                        == ((BrowserState) arguments.get()[2]).ordinal();
    }

    @ParameterizedTest(name = "{0} {1}, its browser {2}")
    @MethodSource("endings")
    void leavesNothing(HowItEnds how, Point point, BrowserState browser) throws Exception {
        BrowserScript script = BrowserScript.write(scripts, CHROMIUM, browser == BrowserState.WRAPPED);
        Ending ending = Ending.plan(how, point, browser);
        CompletableFuture<Void> background =
                point == Point.CREATING ? endWhileCreating(script) : CompletableFuture.completedFuture(null);

        Results results = kit().with(
                        "browser.session.local.binary", script.path().toString())
                .run(
                        point == Point.AFTER_ALL
                                ? new Class<?>[] {VictimTestCases.class, NextTestCases.class}
                                : new Class<?>[] {VictimTestCases.class});

        background.join();
        check(results, point, String.format(KEEPER, ending.keeper()));
        ending.report();
        assertThat(Leftovers.browsers()).isEmpty();
        assertThat(Leftovers.directories()).isEmpty();
    }

    private static CompletableFuture<Void> endWhileCreating(BrowserScript script) throws IOException {
        script.holdBack();
        return CompletableFuture.runAsync(() -> {
            try {
                script.awaitSilentBrowser();
                script.letPass();
                Ending.reached(Point.CREATING);
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static void check(Results results, Point point, String keeperEnded) {
        switch (point) {
            case CREATING -> {
                assertThat(results.failure())
                        .hasMessageMatching("(?s).*: The " + keeperEnded + " while a session was being created\\.");
                assertThat(results.sessions()).hasSize(1);
            }
            case IN_TEST -> {
                assertThat(results.failure())
                        .hasMessageMatching(
                                "Session \\S+ \\(local\\) ended while VictimTestCases.loses was running: its "
                                        + keeperEnded + " at [0-9:]{8}\\.");
                assertThat(results.sessions()).hasSize(2);
            }
            case BETWEEN_TESTS -> {
                results.allPassed(3);
                assertThat(results.log())
                        .anyMatch(line -> line.matches(
                                "INFO Session \\S+ is replaced: it ended before VictimTestCases.goesOn: its "
                                        + keeperEnded + "\\."));
            }
            case AFTER_ALL -> {
                results.allPassed(4);
                assertThat(results.log())
                        .anyMatch(line -> line.matches(
                                "WARNING Session \\S+ ended before it was given back: its " + keeperEnded + "\\."));
            }
        }
    }
}
