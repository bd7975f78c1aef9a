package dev.browsersession.provider.browserless;

import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.ProvidedStatus;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.http.ProviderAnswer;
import java.util.Optional;

/**
 * A session of the Session API.
 *
 * @param stopUrl where it is stopped, as the server named it; empty where only the id is known
 * @param tellsStatus whether the server has been seen to tell how a session is: its schema does not say that it does
 */
record ApiSession(BrowserlessApi api, String id, Optional<Secret> stopUrl, Lifetime lifetime, boolean tellsStatus)
        implements BrowserlessSession {

    @Override
    public ProvidedStatus inspect() throws ProviderFailure {
        if (!tellsStatus) {
            return lifetime.isOver() ? ProvidedStatus.expired("its ttl is over") : ProvidedStatus.RUNNING;
        }
        ProviderAnswer answer = api.status(id);
        if (answer.isSuccess()) {
            return ProvidedStatus.RUNNING;
        }
        if (BrowserlessApi.isMissing(answer)) {
            return lifetime.isOver()
                    ? ProvidedStatus.expired("its ttl is over")
                    : ProvidedStatus.ended("Browserless has no such session any more");
        }
        throw answer.failure();
    }

    @Override
    public void stop() throws ProviderFailure {
        stop(api, id, stopUrl);
    }

    /** Stops a session of which perhaps only the id is known. */
    static void stop(BrowserlessApi api, String id, Optional<Secret> stopUrl) throws ProviderFailure {
        ProviderAnswer deleted = api.delete(id, stopUrl);
        if (BrowserlessApi.isMissing(deleted) || BrowserlessApi.lacksMethod(deleted)) {
            // Some servers stop a session by another request. To those that do not, it would look like a create without
            // a
            // ttl, so it is sent only if there is something to stop.
            ProviderAnswer status = api.status(id);
            if (BrowserlessApi.isMissing(status)) {
                return;
            }
            if (!status.isSuccess()) {
                throw status.failure();
            }
            deleted = api.stop(id);
        }
        if (!deleted.isSuccess() && !BrowserlessApi.isMissing(deleted)) {
            throw deleted.failure();
        }
        Gone.await(id, () -> BrowserlessApi.isMissing(api.status(id)));
    }
}
