package dev.browsersession.cdp;

import java.util.HashSet;
import java.util.Set;

/** The CDP sessions of one client's connection: the ones that it may use, and the ones that it never learns of. */
final class ViewSessions {

    private final Set<String> own = new HashSet<>();
    private final Set<String> foreign = new HashSet<>();

    void addOwn(String sessionId) {
        own.add(sessionId);
    }

    void addForeign(String sessionId) {
        foreign.add(sessionId);
    }

    boolean isOwn(String sessionId) {
        return own.contains(sessionId);
    }

    boolean isForeign(String sessionId) {
        return sessionId != null && foreign.contains(sessionId);
    }

    boolean hasForeign() {
        return !foreign.isEmpty();
    }

    /** Returns whether the client knew of it. */
    boolean remove(String sessionId) {
        foreign.remove(sessionId);
        return own.remove(sessionId);
    }
}
