package dev.browsersession.keeper;

import dev.browsersession.protocol.SessionEnd.Cause;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.SessionProvider;

/**
 * How a session's browser is ended: over its connection where no request to its provider does that, and by its provider. Tried
 * by one thread after the other.
 */
final class BrowserEnd implements Stopping.Attempt {

    private final SessionProvider provider;
    private final String session;
    private final SessionLink link;
    private boolean tried;
    private boolean closed;

    BrowserEnd(SessionProvider provider, String session, SessionLink link) {
        this.provider = provider;
        this.session = session;
        this.link = link;
    }

    /** The first try of it, before the views are closed, and before any {@link #stop}. */
    void closeBrowser(Cause why) {
        if (why == Cause.CONNECTION_LOST) {
            // One that does not answer would not answer that either; over another connection it may.
            link.disconnect();
        }
        closeBrowser();
    }

    private void closeBrowser() {
        tried = true;
        if (!closed && link.closeBrowser()) {
            closed = true;
            provider.browserClosed(session);
        }
    }

    @Override
    public void stop(String id) throws ProviderFailure {
        if (!tried) {
            closeBrowser();
        }
        tried = false;
        provider.stop(id);
    }
}
