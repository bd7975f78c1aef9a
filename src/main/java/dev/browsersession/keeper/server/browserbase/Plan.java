package dev.browsersession.keeper.server.browserbase;

/** What has been paid for. */
enum Plan {
    /** Everything that there is. */
    PAID,
    /** No sessions that are kept alive: 403. */
    FREE,
    /** The free plan when its minutes are used up: nothing can be created, 402. */
    USED_UP
}
