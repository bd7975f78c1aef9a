package dev.browsersession.keeper.server;

/** Room for one session. */
public interface Place extends AutoCloseable {

    /** Its session has ended, and its browser is about to: whoever waits for room gets it soon. */
    void leaving();

    /** Gives it back. */
    @Override
    void close();
}
