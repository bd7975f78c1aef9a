package chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs are started, a random process of them is struck at a random moment, and they end; after which nothing of their sessions
 * may be left, and whatever failed has named a reason. All follows from a seed: that of a round, as {@code chaos.seed}, repeats
 * it.
 */
class ChaosTest {

    private static final Duration KEEPER_LEAVES = Duration.ofSeconds(60);

    private static final Scene SCENE = new Scene(Path.of(System.getProperty("chaos.state")));
    private static final Tally RESULTS = new Tally();
    private static final Tally WARNINGS = new Tally();
    private static Duration longest = Duration.ZERO;

    @TestFactory
    Stream<DynamicTest> rounds() {
        int rounds = Integer.getInteger("chaos.rounds", 15);
        long first = Long.getLong("chaos.seed", ThreadLocalRandom.current().nextInt(1_000_000_000));
        System.out.println("chaos: " + rounds + " rounds, seed " + first);
        return IntStream.rangeClosed(1, rounds)
                .mapToObj(number -> DynamicTest.dynamicTest("round " + number, () -> play(number, first + number - 1)));
    }

    private static void play(int number, long seed) throws Exception {
        Round round = new Round(SCENE, Plan.of(seed), Path.of("target", "rounds", Integer.toString(number)));
        try {
            round.play();
        } finally {
            System.out.println("chaos: round " + number + " " + round);
        }
        round.findings().forEach(finding -> System.out.println("chaos:     " + finding));
        round.results().forEach(result -> RESULTS.add(result.kind()));
        round.warnings().forEach(line -> WARNINGS.add(TestResult.shape(line)));
        longest = longest.compareTo(round.nothingLeft()) < 0 ? round.nothingLeft() : longest;
        assertThat(round.findings()).as("findings of %s", round).isEmpty();
    }

    @AfterAll
    static void nothingIsLeftAtAll() {
        RESULTS.print("tests ended:");
        WARNINGS.print("runs and keepers warned:");
        System.out.println("chaos: at most " + longest.toMillis() + " ms until nothing was left of a round");
        await().atMost(KEEPER_LEAVES)
                .untilAsserted(
                        () -> assertThat(SCENE.left()).as("left at the end").isEmpty());
    }
}
