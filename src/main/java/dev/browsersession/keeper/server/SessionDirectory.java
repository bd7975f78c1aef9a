package dev.browsersession.keeper.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;

/** A place on disk that outlives the browsers that use it. Closing it deletes it; it ends with the server at the latest. */
public final class SessionDirectory implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SessionDirectory.class.getName());

    private final ServedSessions sessions;
    private final String key;
    private final Path path;

    private SessionDirectory(ServedSessions sessions, String key, Path path) {
        this.sessions = sessions;
        this.key = key;
        this.path = path;
    }

    /**
     * Makes an empty one.
     *
     * @param kind what a session has one of
     */
    public static SessionDirectory make(ServedSessions sessions, String kind, String session) throws IOException {
        String key = kind + "-" + session;
        return new SessionDirectory(sessions, key, sessions.processes().newDirectory(key));
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            sessions.processes().end(key);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The data of {0} is left to the reaper: {1}", key, e.getMessage());
        }
    }

    @Override
    public String toString() {
        return key;
    }
}
