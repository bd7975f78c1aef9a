package dev.browsersession.keeper.live;

import dev.browsersession.protocol.ListedSession;
import java.util.Objects;

/**
 * A session that can be watched.
 *
 * @param session what there is to know of it without a look
 * @param providersPage its provider's own page about it; null where there is none
 */
public record Watched(ListedSession session, String providersPage) {

    public Watched {
        Objects.requireNonNull(session, "session");
    }
}
