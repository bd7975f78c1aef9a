package dev.browsersession.keeper.server;

import dev.browsersession.keeper.OwnKeeper;
import dev.browsersession.webdriver.BrowserFinder;

/** Sessions as a server has them, for tests of what dialects make of them. */
public final class ServedByThisJvm {

    private ServedByThisJvm() {}

    public static ServedSessions sessions(OwnKeeper keeper) {
        return new ServedSessions(keeper, System.getenv(), BrowserFinder.browser(null), new Places(1));
    }
}
