package dev.browsersession.keeper.server;

import dev.browsersession.keeper.OwnKeeper;
import dev.browsersession.lease.Environments;
import dev.browsersession.webdriver.BrowserFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Sessions as those of a server, without its port: for what its requests cannot bring about. */
public final class SessionsForTests implements AutoCloseable {

    /** A keeper in this JVM makes it quieter than other tests expect it to be. */
    private static final Logger KEEPERS_LOG = Logger.getLogger("dev.browsersession.keeper");

    private final Level usual;
    private final Path state;
    private final OwnKeeper keeper;
    private final ServedSessions sessions;

    private SessionsForTests(Level usual, Path state, OwnKeeper keeper, ServedSessions sessions) {
        this.usual = usual;
        this.state = state;
        this.keeper = keeper;
        this.sessions = sessions;
    }

    /** Opens them, with room for as many at once as is said. */
    public static SessionsForTests open(int most) throws IOException {
        Level usual = KEEPERS_LOG.getLevel();
        Path state = Files.createTempDirectory(Path.of("/tmp"), "bs-s-");
        Path own = Files.createDirectory(state.resolve("own"));
        OwnKeeper keeper = OwnKeeper.start(own, Files.createDirectory(state.resolve("s")), "test");
        return new SessionsForTests(
                usual,
                state,
                keeper,
                new ServedSessions(
                        keeper,
                        Environments.forBrowser(System.getenv()),
                        BrowserFinder.browser(null),
                        new Places(most)));
    }

    public ServedSessions sessions() {
        return sessions;
    }

    @Override
    public void close() throws IOException {
        keeper.close();
        KEEPERS_LOG.setLevel(usual);
        try (Stream<Path> all = Files.walk(state)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
