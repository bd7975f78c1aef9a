package dev.browsersession.keeper.server;

import java.util.Optional;

/**
 * What a service's clients say, and how it is answered. Called on a worker, so it may block; by several at once. What it throws
 * is answered with status 500 and logged.
 */
public interface Dialect {

    /** Answers a request; empty where it is none of this dialect. */
    Optional<Reply> answer(HttpCall call) throws Exception;

    /**
     * Where the file of a request is to be written while it arrives; empty where its body is as any other. Called on the event
     * loop, so it must not block, and before the body is there, so who may not send one is to be refused here.
     */
    default Optional<FileIntake> intake(HttpCall head) {
        return Optional.empty();
    }

    /**
     * How large the body of a request may be that is larger than most; empty where as large as of any other. Called on the event
     * loop, so it must not block, and before the body is there, so only who may send one is to be allowed more.
     */
    default Optional<BodyLimit> bodyLimit(HttpCall head) {
        return Optional.empty();
    }

    /** What becomes of a request for a websocket; empty where it is none of this dialect. */
    default Optional<Upgrade> upgrade(HttpCall call) throws Exception {
        return Optional.empty();
    }
}
