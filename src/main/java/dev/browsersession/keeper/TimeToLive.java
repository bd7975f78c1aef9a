package dev.browsersession.keeper;

/**
 * What is left of a session's life. It stands still while the session is used by somebody whom a debugger may halt, if its
 * browser runs here: how long a provider elsewhere lets it live is not ours to say.
 */
final class TimeToLive {

    private final ElapsedTime time;
    private final long createdAt;
    private final long millis;
    private final boolean mayStandStill;
    private int suspensions;
    private long suspendedAt;
    private long suspendedMillis;

    TimeToLive(ElapsedTime time, long millis, boolean mayStandStill) {
        this.time = time;
        this.createdAt = time.millis();
        this.millis = millis;
        this.mayStandStill = mayStandStill;
    }

    synchronized long leftMillis() {
        return createdAt + millis + suspendedMillis() - time.millis();
    }

    /** For how long it has stood still. */
    synchronized long suspendedMillis() {
        return suspendedMillis + (suspensions > 0 ? time.millis() - suspendedAt : 0);
    }

    long livedMillis() {
        return time.millis() - createdAt;
    }

    synchronized void suspend() {
        if (mayStandStill && suspensions++ == 0) {
            suspendedAt = time.millis();
        }
    }

    synchronized void resume() {
        if (mayStandStill && --suspensions == 0) {
            suspendedMillis += time.millis() - suspendedAt;
        }
    }
}
