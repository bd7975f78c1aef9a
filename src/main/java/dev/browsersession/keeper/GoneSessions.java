package dev.browsersession.keeper;

import dev.browsersession.protocol.ListedSession;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The last sessions that went, so that who was watching one is told how it ended. Guarded by its own lock. */
final class GoneSessions {

    private static final int MOST = 200;

    private final Map<String, ListedSession> gone = new LinkedHashMap<>();

    synchronized void add(ListedSession session) {
        gone.put(session.id(), session);
        if (gone.size() > MOST) {
            gone.remove(gone.keySet().iterator().next());
        }
    }

    synchronized Optional<ListedSession> named(String session) {
        return Optional.ofNullable(gone.get(session));
    }
}
