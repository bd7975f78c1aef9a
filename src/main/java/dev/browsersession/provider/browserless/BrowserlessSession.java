package dev.browsersession.provider.browserless;

import dev.browsersession.provider.ProvidedStatus;
import dev.browsersession.provider.ProviderFailure;

/** A session that this keeper has had created. */
interface BrowserlessSession {

    BrowserlessApi api();

    /** Told that its browser has been closed over its connection. */
    default void browserClosed() {}

    ProvidedStatus inspect() throws ProviderFailure;

    /** Returns when it is seen to be gone, as far as the server can be asked. */
    void stop() throws ProviderFailure;
}
