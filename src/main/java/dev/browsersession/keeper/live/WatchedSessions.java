package dev.browsersession.keeper.live;

import dev.browsersession.protocol.Stopped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The sessions that a live view shows. All methods may be called by several threads at once, and may block for seconds. */
public interface WatchedSessions {

    /** Those that are there, the ones that are being stopped included; not the ones that have gone. */
    List<Watched> all();

    /** One that is there, or went not long ago. */
    Optional<Watched> named(String session);

    /**
     * Its pages without a screen. A browser elsewhere is not connected to for this: its pages are as they were when somebody was
     * last connected. Done within 2 s.
     */
    CompletableFuture<Sight> glance(String session);

    /**
     * What it shows at the moment. Where nobody is connected to it, it is connected to for this look.
     *
     * @param page the one to look at; null for the one in the foreground
     */
    Sight look(String session, String page);

    /** Stops it, and returns when it is seen to be gone, or cannot be for the moment; empty where there is no such session. */
    Optional<Stopped> stop(String session);
}
