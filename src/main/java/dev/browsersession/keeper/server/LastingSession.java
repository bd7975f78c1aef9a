package dev.browsersession.keeper.server;

import dev.browsersession.protocol.Stopped;
import java.util.Optional;

/** A session that lasts longer than its browsers, of which it has one after the other. All may be called by any thread. */
public interface LastingSession {

    String id();

    /** What it is for, in lists. */
    String holder();

    long ageMillis();

    long ttlLeftMillis();

    /** The one that runs; empty while there is none. Does not block. */
    Optional<ServedSession> browser();

    /** Stops it, and returns when its browser is gone; blocks. */
    Stopped stop(String why);
}
