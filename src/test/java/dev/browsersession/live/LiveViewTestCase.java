package dev.browsersession.live;

import static org.awaitility.Awaitility.await;

import dev.browsersession.config.Settings;
import dev.browsersession.lease.Keeper;
import dev.browsersession.lease.KeeperCommand;
import dev.browsersession.testkit.Leftovers;
import dev.browsersession.testkit.PageServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A keeper of its own for a class of tests, a browser to watch with, and a site for what is watched. */
abstract class LiveViewTestCase {

    static final Duration NET = Duration.ofSeconds(30);

    static Path state;
    static Settings settings;
    static Keeper keeper;
    static PageServer site;
    static Browser eyes;
    static Watcher watcher;

    @BeforeAll
    static void openKeeperAndEyes() throws IOException {
        state = Files.createTempDirectory(Path.of("/tmp"), "bs-l-");
        Map<String, String> parameters =
                Map.of("browser.session.state-dir", state.toString(), "browser.session.keeper-idle", "300ms");
        settings = new Settings(name -> Optional.ofNullable(parameters.get(name)), System.getenv());
        keeper = Keeper.open(settings);
        site = PageServer.start();
        eyes = Browser.open(keeper, "a watcher", false);
        watcher = new Watcher(eyes.driver());
    }

    @AfterAll
    static void nothingIsLeft() throws IOException {
        eyes.close();
        site.close();
        keeper.close();
        await("the keeper leaves, and leaves nothing").atMost(NET).until(() -> Leftovers.processesNaming(state)
                .isEmpty());
        try (Stream<Path> all = Files.walk(state)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** As the command line tells it. */
    static String list() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        KeeperCommand.run(settings, "status", List.of(), Map.of(), print, print);
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("To watch its sessions in a browser: "))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
    }
}
