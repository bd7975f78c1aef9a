package dev.browsersession.keeper;

import dev.browsersession.protocol.ListedLease;
import dev.browsersession.protocol.ListedSession;
import dev.browsersession.protocol.SessionSnapshot;
import dev.browsersession.protocol.SharedName;
import java.util.List;

/** A session as people are told of it. */
final class SessionListing {

    private SessionListing() {}

    static ListedSession of(Sessions sessions, KeptSession session) {
        SessionSnapshot snapshot = session.snapshot();
        List<ListedLease> leases = sessions.leasesOn(session).stream()
                .map(lease -> new ListedLease(lease.holder(), lease.owner().pid()))
                .toList();
        return new ListedSession(
                snapshot.id(),
                snapshot.provider(),
                sessions.nameOf(session).map(SharedName::name).orElse(null),
                ageMillis(snapshot),
                snapshot.ttlLeftMillis(),
                snapshot.keepAlive(),
                leases,
                sessions.whyHeld(session).orElse(null),
                snapshot.end());
    }

    static long ageMillis(SessionSnapshot snapshot) {
        return System.currentTimeMillis() - snapshot.createdEpochMillis();
    }
}
