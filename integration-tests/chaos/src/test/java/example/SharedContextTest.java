package example;

import dev.browsersession.BrowserSession;

/** Fresh contexts of a session that others have, too. */
@BrowserSession(shared = "walks", ttl = "5m")
class SharedContextTest extends Walking {}
