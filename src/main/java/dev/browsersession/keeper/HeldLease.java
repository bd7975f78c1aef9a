package dev.browsersession.keeper;

import dev.browsersession.protocol.OpenView;
import dev.browsersession.protocol.SharedName;
import dev.browsersession.protocol.ViewOpened;
import dev.browsersession.provider.ProviderFailure;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One owner's claim on a session, with the views that it opened: two owners of one session do not see each other's. */
final class HeldLease {

    private final String id = RandomNames.hex(8);
    private final Owner owner;
    private final KeptSession session;
    private final String holder;
    private final SharedName name;
    private final Instant since = Instant.now();
    private final Set<String> views = new HashSet<>();
    private boolean over;

    /** @param name under which the session is shared; null where it is not */
    HeldLease(Owner owner, KeptSession session, String holder, SharedName name) {
        this.owner = owner;
        this.session = session;
        this.holder = holder;
        this.name = name;
        if (owner.isDebugged()) {
            session.ttl().suspend();
        }
    }

    String id() {
        return id;
    }

    Owner owner() {
        return owner;
    }

    KeptSession session() {
        return session;
    }

    /** For whom the owner asked: a test class. */
    String holder() {
        return holder;
    }

    Optional<SharedName> name() {
        return Optional.ofNullable(name);
    }

    Instant since() {
        return since;
    }

    ViewOpened openView(OpenView request) throws ProviderFailure {
        ViewOpened opened = session.openView(request);
        synchronized (this) {
            if (!over) {
                views.add(opened.view());
                return opened;
            }
        }
        // Its owner left while the view was being opened.
        session.closeView(opened.view());
        return opened;
    }

    synchronized boolean hasView(String view) {
        return view != null && views.contains(view);
    }

    void closeView(String view) {
        synchronized (this) {
            views.remove(view);
        }
        session.closeView(view);
    }

    /** The view goes on without the lease. */
    synchronized void letGo(String view) {
        views.remove(view);
    }

    /** Ends what the lease stands for; the session itself may go on. */
    void end() {
        List<String> closing;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            closing = List.copyOf(views);
        }
        closing.forEach(session::closeView);
        if (owner.isDebugged()) {
            session.ttl().resume();
        }
    }

    @Override
    public String toString() {
        return holder + " (" + owner.process() + ")";
    }
}
