package example;

import dev.browsersession.BrowserSession;
import dev.browsersession.Isolation;

/** Takes turns with others on one default context. */
@BrowserSession(shared = "turns", ttl = "5m", isolation = Isolation.NONE)
class SharedDefaultTest extends Walking {}
