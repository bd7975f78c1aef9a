package dev.browsersession.keeper.server.browserless;

import dev.browsersession.keeper.server.ServedSessions;
import dev.browsersession.keeper.server.SessionDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Data on disk that several browser processes use, one after the other. */
record Profile(SessionDirectory place, Path directory) implements AutoCloseable {

    static Profile make(ServedSessions sessions, String session) throws IOException {
        SessionDirectory place = SessionDirectory.make(sessions, "profile", session);
        return new Profile(place, Files.createDirectory(place.path().resolve("data")));
    }

    @Override
    public void close() {
        place.close();
    }
}
