package dev.browsersession.keeper.server;

import dev.browsersession.protocol.SessionEnd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions that last longer than their browsers; and how the last of them have ended, for who was watching. */
public final class LastingSessions {

    private static final int MOST_PAST = 200;

    private final Map<String, LastingSession> running = new ConcurrentHashMap<>();
    /** Guarded by itself. */
    private final Map<String, Ended> past = new LinkedHashMap<>();

    /** One that has ended. */
    record Ended(LastingSession session, SessionEnd end) {}

    LastingSessions() {}

    public void add(LastingSession session) {
        running.put(session.id(), session);
    }

    /** Called once. */
    public void ended(LastingSession session, SessionEnd end) {
        synchronized (past) {
            past.put(session.id(), new Ended(session, end));
            if (past.size() > MOST_PAST) {
                past.remove(past.keySet().iterator().next());
            }
        }
        running.remove(session.id(), session);
    }

    List<LastingSession> all() {
        return List.copyOf(running.values());
    }

    Optional<LastingSession> find(String id) {
        return Optional.ofNullable(running.get(id));
    }

    Optional<Ended> past(String id) {
        synchronized (past) {
            return Optional.ofNullable(past.get(id));
        }
    }
}
