package dev.browsersession.keeper.server.browserless;

import dev.browsersession.keeper.server.ServedSessions;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;

/** Data on disk that several browser processes use, one after the other. It ends with the server at the latest. */
final class Profile implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Profile.class.getName());

    private final ServedSessions sessions;
    private final String key;
    private final Path directory;

    private Profile(ServedSessions sessions, String key, Path directory) {
        this.sessions = sessions;
        this.key = key;
        this.directory = directory;
    }

    static Profile make(ServedSessions sessions, String session) throws IOException {
        String key = "profile-" + session;
        return new Profile(
                sessions,
                key,
                Files.createDirectory(sessions.processes().newDirectory(key).resolve("data")));
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() {
        try {
            sessions.processes().end(key);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The data of {0} is left to the reaper: {1}", key, e.getMessage());
        }
    }
}
