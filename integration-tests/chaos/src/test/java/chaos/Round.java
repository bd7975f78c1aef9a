package chaos;

import static org.awaitility.Awaitility.await;

import dev.browsersession.it.DriverSessions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** Runs are started, struck as planned, and awaited; then nothing of their sessions may be left. */
final class Round {

    private static final Duration RUNS_LIMIT = Duration.ofMinutes(5);
    private static final Duration LEFT_LIMIT = Duration.ofSeconds(30);
    private static final Plan.PlannedRun NEXT = new Plan.PlannedRun(false, true, List.of("OwnContext"));
    private static final Duration LOOKS = Duration.ofMillis(100);

    private final Scene scene;
    private final Plan plan;
    private final Path directory;
    private final List<Strike> strikes;
    private final List<String> findings = new ArrayList<>();
    private long start;
    private final LocalTime begins = LocalTime.now().truncatedTo(ChronoUnit.SECONDS);
    private String ends = "";
    private Duration nothingLeft = Duration.ZERO;
    private List<TestResult> results = List.of();
    private List<String> warnings = List.of();

    Round(Scene scene, Plan plan, Path directory) {
        this.scene = scene;
        this.plan = plan;
        this.directory = directory;
        this.strikes = plan.strikes().stream().map(Strike::new).toList();
    }

    void play() throws Exception {
        try (Runs runs = new Runs(scene.state(), directory)) {
            start = System.nanoTime();
            for (Plan.PlannedRun run : plan.runs()) {
                runs.start(run);
            }
            awaitEnd(runs);
            String codes = runs.exitCodes().stream().map(String::valueOf).collect(Collectors.joining("+"));
            ends = String.format(Locale.ROOT, "over at %.1fs, exit %s", millis() / 1000.0, codes);
            awaitNothingLeft(runs);
            List<String> logs = Stream.concat(runs.outputs().stream(), scene.newKeeperLog().stream())
                    .toList();
            warnings = logs.stream().filter(Warnings::are).toList();
            results = runs.testResults().stream().map(TestResult::of).toList();
            results.stream()
                    .filter(result -> !result.isKnown(strikes.stream().anyMatch(it -> it.struck(Kind.RENDERER))))
                    .forEach(result -> findings.add("unexpected: " + result.line()));
            logs.stream().filter(Warnings::areDefects).forEach(line -> findings.add("said: " + line));
        }
    }

    private long millis() {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private void awaitEnd(Runs runs) throws Exception {
        try {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(LOOKS)
                    .atMost(RUNS_LIMIT)
                    .until(() -> isOver(runs));
        } catch (ConditionTimeoutException e) {
            for (Living hanging : scene.living()) {
                findings.add(hanging + " is there after " + RUNS_LIMIT.toSeconds() + " s");
                Stacks.write(hanging, directory);
            }
            for (Living hanging : scene.living()) {
                hanging.send(hanging.kind().isOfARun() ? "KILL" : "CONT");
            }
        }
    }

    private boolean isOver(Runs runs) throws Exception {
        List<Living> living = scene.living();
        long now = millis();
        for (Strike strike : strikes) {
            strike.goOn(now, living);
        }
        return runs.areOver()
                && living.stream().noneMatch(it -> it.kind().isOfARun())
                && strikes.stream().noneMatch(Strike::holdsSomething);
    }

    private void awaitNothingLeft(Runs runs) throws Exception {
        long over = System.nanoTime();
        if (nobodyWasLeftToCleanUp()) {
            runs.start(NEXT);
            await().atMost(RUNS_LIMIT).until(runs::areOver);
            over = System.nanoTime();
            ends += ", the next keeper cleaned up";
        }
        try {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(LEFT_LIMIT)
                    .until(() -> scene.leftBySessions().isEmpty());
        } catch (ConditionTimeoutException e) {
            scene.leftBySessions().forEach(left -> findings.add("left: " + left));
        }
        nothingLeft = Duration.ofNanos(System.nanoTime() - over);
        try {
            // A driver may end while it is being asked.
            await().atMost(LEFT_LIMIT)
                    .ignoreExceptions()
                    .until(() -> scene.living(Kind.KEEPER).size() <= 1
                            && DriverSessions.open(scene.state()).isEmpty());
        } catch (ConditionTimeoutException e) {
            findings.add(
                    "keepers " + scene.living(Kind.KEEPER) + ", driver sessions " + DriverSessions.open(scene.state()));
        }
    }

    /** Both the keeper and its reaper were killed, and there was no next keeper: by design, that is the one to clean up. */
    private boolean nobodyWasLeftToCleanUp() {
        return strikes.stream().anyMatch(strike -> strike.killed(Kind.REAPER))
                && strikes.stream().anyMatch(strike -> strike.struck(Kind.KEEPER))
                && scene.living(Kind.KEEPER).isEmpty()
                && !scene.leftBySessions().isEmpty();
    }

    List<String> findings() {
        return findings;
    }

    List<TestResult> results() {
        return results;
    }

    /** What the runs and the keeper warned of. */
    List<String> warnings() {
        return warnings;
    }

    Duration nothingLeft() {
        return nothingLeft;
    }

    @Override
    public String toString() {
        long passed = results.stream().filter(TestResult::passed).count();
        return "seed " + plan.seed() + " " + begins + ": "
                + plan.runs().stream().map(String::valueOf).collect(Collectors.joining(", "))
                + " | " + strikes.stream().map(String::valueOf).collect(Collectors.joining("; "))
                + " | " + ends + ", " + passed + " passed, " + (results.size() - passed) + " failed"
                + " | nothing left after " + nothingLeft.toMillis() + " ms"
                + (findings.isEmpty() ? "" : " | FOUND " + findings.size());
    }
}
