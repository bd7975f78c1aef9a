package dev.browsersession.jupiter;

import dev.browsersession.BrowserSessionException;
import dev.browsersession.config.Settings;
import dev.browsersession.lease.Keeper;
import dev.browsersession.protocol.ProviderDescription;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this JVM has one of: its connection to the keeper, and its summary. It lasts as long as a launcher session, not as long
 * as JUnit's root store, which Surefire opens and closes for every class when it forks.
 */
final class JvmOwner {

    private static JvmOwner current;

    private final Announcer announcer;
    private final Settings settings;
    private final Summary summary = new Summary();
    private final Map<String, ProviderDescription> descriptions = new ConcurrentHashMap<>();
    private Keeper keeper;

    private JvmOwner(Settings settings) {
        this.settings = settings;
        this.announcer = new Announcer(settings);
    }

    /** The first to ask decides the settings that a JVM has one value of: where the keeper is, and whether to be quiet. */
    static synchronized JvmOwner current(Settings settings) {
        if (current == null) {
            current = new JvmOwner(settings);
        }
        return current;
    }

    /** Ends what the launcher session had. Whoever comes later begins anew. */
    static void closeCurrent() {
        JvmOwner closing;
        synchronized (JvmOwner.class) {
            closing = current;
            current = null;
        }
        if (closing != null) {
            closing.close();
        }
    }

    Announcer announcer() {
        return announcer;
    }

    Summary summary() {
        return summary;
    }

    /** The keeper, found or started, and another one where the last has gone. */
    synchronized Keeper keeper() {
        if (keeper != null && !keeper.isOpen()) {
            announcer.warn("The keeper is gone; another one takes its place. Log of the old one: " + keeper.log());
            keeper = null;
        }
        if (keeper == null) {
            keeper = Keeper.open(settings);
            keeper.notices().forEach(announcer::warn);
            keeper.whenWaiting(announcer::sayOnce);
            keeper.whenSwept(this::swept);
        }
        return keeper;
    }

    private void swept(String sentence) {
        announcer.say(sentence);
        summary.note(sentence);
    }

    ProviderDescription describe(String provider) {
        return descriptions.computeIfAbsent(provider, name -> keeper().describe(name));
    }

    private synchronized void close() {
        if (!summary.isEmpty()) {
            announcer.say(summary.text());
        }
        if (keeper != null) {
            try {
                keeper.close();
            } catch (BrowserSessionException e) {
                announcer.warn(e.getMessage());
            }
        }
    }
}
