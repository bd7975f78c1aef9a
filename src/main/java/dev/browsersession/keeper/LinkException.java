package dev.browsersession.keeper;

import dev.browsersession.cdp.CdpException;
import dev.browsersession.protocol.Failure;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.RefusedConnection;
import dev.browsersession.provider.SessionProvider;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;

/** The session cannot be reached. */
final class LinkException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final System.Logger LOG = System.getLogger(LinkException.class.getName());

    /** Of a service: asking again does not change them. */
    private static final Set<Integer> FINAL = Set.of(400, 401, 403);

    LinkException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What the service answered that did not let anybody connect; empty where it answered nothing. */
    Optional<RefusedConnection> refusal() {
        return getCause() instanceof CdpException cdp
                ? cdp.refusal().map(it -> new RefusedConnection(it.status(), it.headers(), it.body()))
                : Optional.empty();
    }

    /** What that means by its provider's word; empty where it has none. */
    Optional<ProviderFailure> saidBy(SessionProvider provider, String session) {
        Optional<RefusedConnection> refusal = refusal();
        try {
            if (refusal.isPresent()) {
                return provider.refused(session, refusal.get());
            }
            return isOfTheConnection() ? provider.unanswered(session) : Optional.empty();
        } catch (ProviderFailure e) {
            LOG.log(Level.WARNING, "why session {0} is not reached is not known: {1}", session, e.getMessage());
            return Optional.empty();
        }
    }

    private boolean isOfTheConnection() {
        return getCause() instanceof CdpException cdp && cdp.connectionLost();
    }

    /** Whether it may be reached later. */
    boolean mayPass() {
        return getCause() instanceof CdpException
                && refusal()
                        .map(RefusedConnection::status)
                        .filter(it -> SessionLink.NOT_THERE.contains(it) || FINAL.contains(it))
                        .isEmpty();
    }

    ProviderFailure asFailure(String session) {
        return new ProviderFailure(
                Failure.Kind.PROVIDER,
                "Session " + session + " does not do what it is asked: " + getMessage() + ".",
                this);
    }
}
