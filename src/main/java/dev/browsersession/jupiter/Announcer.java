package dev.browsersession.jupiter;

import dev.browsersession.config.Settings;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What people see while their tests run. A setting makes it quiet; warnings are always heard. */
final class Announcer {

    private static final System.Logger LOG = System.getLogger("dev.browsersession");

    private final boolean quiet;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    Announcer(Settings settings) {
        this.quiet = settings.flag("quiet", false);
    }

    void say(String message) {
        LOG.log(quiet ? Level.DEBUG : Level.INFO, message);
    }

    /** Says it to who has not heard it before in this JVM. */
    void sayOnce(String message) {
        if (said.add(message)) {
            say(message);
        }
    }

    /** Warns who has not been warned of it before in this JVM. */
    void warnOnce(String message) {
        if (said.add(message)) {
            warn(message);
        }
    }

    void warn(String message) {
        LOG.log(Level.WARNING, message);
    }
}
