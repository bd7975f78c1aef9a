package example;

import dev.browsersession.BrowserSession;

/** Fresh contexts of a session of its own. */
@BrowserSession(ttl = "5m")
class OwnContextTest extends Walking {}
