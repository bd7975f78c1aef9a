package dev.browsersession.cdp;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who wants to hear a connection's events. */
final class CdpListeners {

    private static final Logger LOG = System.getLogger(CdpListeners.class.getName());

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    /** Has the identity of one registration: a listener may be registered twice. */
    private static final class Entry {
        private final Consumer<CdpEvent> listener;

        private Entry(Consumer<CdpEvent> listener) {
            this.listener = listener;
        }
    }

    Registration add(Consumer<CdpEvent> listener) {
        Entry entry = new Entry(listener);
        entries.add(entry);
        return () -> entries.remove(entry);
    }

    void tell(CdpEvent event) {
        for (Entry entry : entries) {
            try {
                entry.listener.accept(event);
            } catch (RuntimeException e) {
                // One listener's defect is no reason to lose the connection that everybody uses.
                LOG.log(Level.WARNING, "A listener failed on " + event.method(), e);
            }
        }
    }
}
