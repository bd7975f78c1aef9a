package dev.browsersession.keeper.server;

import java.util.Optional;

/**
 * What a service's clients say, and how it is answered. Called on a worker, so it may block; by several at once. What it throws
 * is answered with status 500 and logged.
 */
public interface Dialect {

    /** Answers a request; empty where it is none of this dialect. */
    Optional<Reply> answer(HttpCall call) throws Exception;

    /** What becomes of a request for a websocket; empty where it is none of this dialect. */
    default Optional<Upgrade> upgrade(HttpCall call) throws Exception {
        return Optional.empty();
    }
}
