package dev.browsersession.keeper.server.browserbase;

/** What a session is, in the API's own words. */
enum Status {
    /** Its browser is being started. */
    PENDING,
    RUNNING,
    /** Its browser could not be started, or ended by itself. */
    ERROR,
    /** Its ttl was reached, or nobody came. */
    TIMED_OUT,
    /** It was released, or its last client has left. */
    COMPLETED;

    boolean over() {
        return this != PENDING && this != RUNNING;
    }
}
