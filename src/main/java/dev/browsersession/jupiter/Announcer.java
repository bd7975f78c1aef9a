package dev.browsersession.jupiter;

import dev.browsersession.config.Settings;
import java.lang.System.Logger.Level;

/** What people see while their tests run. A setting makes it quiet; warnings are always heard. */
final class Announcer {

    private static final System.Logger LOG = System.getLogger("dev.browsersession");

    private final boolean quiet;

    Announcer(Settings settings) {
        this.quiet = settings.flag("quiet", false);
    }

    void say(String message) {
        LOG.log(quiet ? Level.DEBUG : Level.INFO, message);
    }

    void warn(String message) {
        LOG.log(Level.WARNING, message);
    }
}
