package dev.browsersession.keeper;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The keeper as a process of its own. Prints {@code ready} when it listens, {@code taken} where another one has its place, or why it
 * cannot start, and ends by itself when it is not needed.
 */
public final class KeeperMain {

    private KeeperMain() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tF %1$tT.%1$tL %4$-7s %5$s%6$s%n");
        CountDownLatch over = new CountDownLatch(1);
        try (Keeper keeper = start(arguments, over::countDown)) {
            Runtime.getRuntime().addShutdownHook(new Thread(keeper::close, "keeper-shutdown"));
            System.out.println("ready");
            // The starter reads this one line; from here on nothing of it is held open.
            System.out.close();
            over.await();
        }
        System.exit(0);
    }

    private static Keeper start(String[] arguments, Runnable whenOver) throws IOException {
        try {
            return Keeper.start(
                    Path.of(option(arguments, "--directory")),
                    Path.of(option(arguments, "--work")),
                    Duration.ofMillis(Long.parseLong(option(arguments, "--idle-millis"))),
                    all(arguments, "--provider").map(Path::of).toList(),
                    whenOver);
        } catch (KeeperAlreadyRunning e) {
            System.err.println(e.getMessage());
            System.out.println("taken");
            System.exit(3);
            throw e;
        } catch (IOException | RuntimeException e) {
            // The log may be what cannot be written.
            System.out.println(e.toString().lines().findFirst().orElseThrow());
            throw e;
        }
    }

    private static String option(String[] arguments, String name) {
        return all(arguments, name).findFirst().orElseThrow(() -> new IllegalArgumentException("missing " + name));
    }

    private static Stream<String> all(String[] arguments, String name) {
        return IntStream.range(0, arguments.length - 1)
                .filter(i -> arguments[i].equals(name))
                .mapToObj(i -> arguments[i + 1]);
    }
}
