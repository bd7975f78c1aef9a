package dev.browsersession;

import dev.browsersession.jupiter.SessionCallbacks;

/** The JUnit Jupiter extension behind {@link BrowserSession}, which registers it. */
public final class BrowserSessionExtension extends SessionCallbacks {}
