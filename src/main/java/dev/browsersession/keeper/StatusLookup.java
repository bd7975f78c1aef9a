package dev.browsersession.keeper;

import dev.browsersession.protocol.SessionEnd.Cause;
import dev.browsersession.provider.ProvidedStatus;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.SessionProvider;
import java.lang.System.Logger.Level;

/**
 * What the provider says of a session that cannot be reached.
 *
 * @param status how it is; as far as anybody knows it runs, where that could not be learned
 * @param cause why it ended, if it has
 * @param doubt why its status is not known, to be put behind another reason; empty where it is known
 */
record StatusLookup(ProvidedStatus status, Cause cause, String doubt) {

    private static final System.Logger LOG = System.getLogger(StatusLookup.class.getName());

    static StatusLookup at(SessionProvider provider, String session) {
        try {
            ProvidedStatus status = provider.inspect(session);
            return new StatusLookup(status, status.timeIsOver() ? Cause.TTL_REACHED : endOf(provider), "");
        } catch (ProviderFailure e) {
            LOG.log(Level.WARNING, "session {0} cannot be inspected: {1}", session, e.getMessage());
            return new StatusLookup(
                    ProvidedStatus.RUNNING,
                    endOf(provider),
                    "; whether it still runs is not known: " + Sentence.asPart(e.getMessage()));
        }
    }

    /** A browser on this machine that ends by itself has crashed. Of any other, only its provider knows. */
    static Cause endOf(SessionProvider provider) {
        return provider.describe().runsHere() ? Cause.CRASHED : Cause.ENDED;
    }

    boolean hasEnded() {
        return !status.running();
    }

    String detail() {
        return status.detail();
    }
}
