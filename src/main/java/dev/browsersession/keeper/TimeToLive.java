package dev.browsersession.keeper;

/** What is left of a session's life. It stands still while the session is used by somebody whom a debugger may halt. */
final class TimeToLive {

    private final ElapsedTime time;
    private final long createdAt;
    private final long millis;
    private int suspensions;
    private long suspendedAt;
    private long suspendedMillis;

    TimeToLive(ElapsedTime time, long millis) {
        this.time = time;
        this.createdAt = time.millis();
        this.millis = millis;
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
        if (suspensions++ == 0) {
            suspendedAt = time.millis();
        }
    }

    synchronized void resume() {
        if (--suspensions == 0) {
            suspendedMillis += time.millis() - suspendedAt;
        }
    }
}
