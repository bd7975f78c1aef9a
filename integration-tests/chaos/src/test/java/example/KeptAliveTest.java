package example;

import dev.browsersession.BrowserSession;

/** A session that is left and connected to again. */
@BrowserSession(ttl = "5m", keepAlive = true)
class KeptAliveTest extends Walking {}
