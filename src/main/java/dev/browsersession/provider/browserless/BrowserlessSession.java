package dev.browsersession.provider.browserless;

import dev.browsersession.provider.ProvidedStatus;
import dev.browsersession.provider.ProviderFailure;
import java.util.Optional;

/** A session that this keeper has had created. */
interface BrowserlessSession {

    BrowserlessApi api();

    /** What it means that nobody answered who connected to it. */
    default Optional<ProviderFailure> unanswered() throws ProviderFailure {
        return Optional.empty();
    }

    /** Told that its browser has been closed over its connection. */
    default void browserClosed() {}

    ProvidedStatus inspect() throws ProviderFailure;

    /** Returns when it is seen to be gone, as far as the server can be asked. */
    void stop() throws ProviderFailure;
}
