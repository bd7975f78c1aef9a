package example;

import dev.browsersession.BrowserSession;
import dev.browsersession.Scope;

/** A session for each test. */
@BrowserSession(ttl = "5m", scope = Scope.TEST)
class EachItsOwnTest extends Walking {}
