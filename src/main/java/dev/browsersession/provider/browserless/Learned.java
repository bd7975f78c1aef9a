package dev.browsersession.provider.browserless;

import java.util.Optional;

/** What an account has been seen to have; it is not asked for again. */
final class Learned {

    private volatile String noSessions;
    private volatile Boolean tellsStatus;

    /** Why sessions cannot be had from the Session API; empty where that is not known. */
    Optional<String> noSessions() {
        return Optional.ofNullable(noSessions);
    }

    void noSessions(String why) {
        noSessions = why;
    }

    /** Whether the Session API tells how a session is; empty where that is not known. */
    Optional<Boolean> tellsStatus() {
        return Optional.ofNullable(tellsStatus);
    }

    void tellsStatus(boolean does) {
        tellsStatus = does;
    }
}
