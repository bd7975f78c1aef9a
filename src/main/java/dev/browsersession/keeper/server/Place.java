package dev.browsersession.keeper.server;

/** Room for one session. */
public interface Place extends AutoCloseable {

    /** Gives it back. */
    @Override
    void close();
}
