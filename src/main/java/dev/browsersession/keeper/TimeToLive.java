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

    /** That of a browser here, from now on. */
    static TimeToLive here(ElapsedTime time, long millis) {
        return new TimeToLive(time, millis, true, time.millis());
    }

    /** @param askedAt when it was asked for: its provider began to count then or later, so this is over first */
    static TimeToLive elsewhere(ElapsedTime time, long millis, long askedAt) {
        return new TimeToLive(time, millis, false, askedAt);
    }

    private TimeToLive(ElapsedTime time, long millis, boolean mayStandStill, long createdAt) {
        this.time = time;
        this.createdAt = createdAt;
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
