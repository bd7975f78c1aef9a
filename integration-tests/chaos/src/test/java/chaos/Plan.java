package chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a round is going to be: all of it follows from its seed, except for what time and chance do to processes. */
record Plan(long seed, List<PlannedRun> runs, List<PlannedStrike> strikes) {

    /** @param classes test classes that run in this order, or in two forks */
    record PlannedRun(boolean build, boolean reuseForks, List<String> classes) {
        @Override
        public String toString() {
            return (build ? reuseForks ? "build " : "build without reuse " : "jvm ") + String.join("+", classes);
        }
    }

    /**
     * @param then what a stopped process gets after a while; empty for other signals
     * @param choice which of several of the kind
     */
    record PlannedStrike(
            Moment after, long delayMillis, Kind victim, String signal, long pauseMillis, String then, int choice) {}

    private static final List<String> CLASSES =
            List.of("OwnContext", "OwnDefault", "KeptAlive", "SharedContext", "SharedDefault", "EachItsOwn");
    private static final List<String> SIGNALS = List.of("KILL", "KILL", "KILL", "KILL", "TERM", "INT", "STOP");

    static Plan of(long seed) {
        // Neighbouring seeds must not begin alike.
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        random.nextInt();
        int runs = 1 + random.nextInt(2);
        int build = random.nextInt(5) == 0 ? 0 : -1;
        List<PlannedRun> planned =
                IntStream.range(0, runs).mapToObj(i -> run(random, i == build)).toList();
        int strikes = random.nextInt(3) == 0 ? 2 : 1;
        return new Plan(
                seed,
                planned,
                IntStream.range(0, strikes).mapToObj(i -> strike(random)).toList());
    }

    private static PlannedRun run(Random random, boolean build) {
        List<String> shuffled = new ArrayList<>(CLASSES);
        Collections.shuffle(shuffled, random);
        int classes = build ? 3 : 1 + random.nextInt(3) / 2;
        return new PlannedRun(build, random.nextBoolean(), List.copyOf(shuffled.subList(0, classes)));
    }

    private static PlannedStrike strike(Random random) {
        Moment[] moments = Moment.values();
        List<Kind> kinds = Stream.of(Kind.values()).filter(Kind::mayBeStruck).toList();
        String signal = SIGNALS.get(random.nextInt(SIGNALS.size()));
        boolean stops = signal.equals("STOP");
        // Now and then for longer than the keeper waits for a browser's answer.
        long pause = random.nextInt(8) == 0 ? 11_000 : 500 + random.nextInt(3_500);
        return new PlannedStrike(
                moments[random.nextInt(moments.length)],
                random.nextInt(4_000),
                kinds.get(random.nextInt(kinds.size())),
                signal,
                pause,
                !stops ? "" : random.nextInt(3) == 0 ? "KILL" : "CONT",
                random.nextInt(1 << 16));
    }
}
