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
 * Keepers are ended in the middle of things: the test that runs fails with the reason, the next one gets a new keeper, and by
 * then nothing is left of the old one.
 */
@Timeout(120)
class KilledKeeperTest {

    @TempDir
    Path scripts;

    static Stream<Arguments> endings() {
        return Stream.of(HowItEnds.values())
                .flatMap(how -> Stream.of(BrowserState.values()).map(browser -> Arguments.of(how, browser)))
                // Who cleans up differs then, not what there is to clean up: one state of the browser will do.
                .filter(way -> way.get()[0] != HowItEnds.WITH_REAPER || way.get()[1] == BrowserState.STOPPED);
    }

    @ParameterizedTest(name = "{0}, its browser {1}")
    @MethodSource("endings")
    void leavesNothingAtAnyPointOfASessionsLife(HowItEnds how, BrowserState browser) throws Exception {
        BrowserScript script =
                BrowserScript.write(scripts, Path.of("/usr/bin/chromium"), browser == BrowserState.WRAPPED);
        Ending ending = Ending.plan(how, browser);
        CompletableFuture<Void> whileCreating = endWhileCreating(script);

        Results results = kit().with(
                        "browser.session.local.binary", script.path().toString())
                .run(VictimTestCases.class, NextTestCases.class);

        whileCreating.join();
        ending.report();
        checkFailures(results, ending);
        checkLog(results, ending);
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

    private static void checkFailures(Results results, Ending ending) {
        assertThat(results.failures()).hasSize(2);
        assertThat(results.failures().get("waitsForItsSession(WebDriver)"))
                .hasMessageMatching(
                        "(?s).*: The " + ended(ending, Point.CREATING) + " while a session was being created\\.");
        assertThat(results.failures().get("usesItsSession(WebDriver)"))
                .hasMessageMatching(
                        "Session \\S+ \\(local\\) ended while VictimTestCases.usesItsSession was running: its "
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

    private static String ended(Ending ending, Point point) {
        return "keeper \\(process " + ending.keeper(point) + ", log \\S+\\) ended";
    }
}
