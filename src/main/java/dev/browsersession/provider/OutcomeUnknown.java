package dev.browsersession.provider;

import dev.browsersession.protocol.Failure;

/**
 * A create was sent and was not answered, or not in a way that tells whether there is a session now: a time-out, a status of
 * 500 and above, a broken connection. It must not be sent again. The keeper looks for the session by its tag and stops it, or
 * says that one may be left; the message says only what happened.
 */
public final class OutcomeUnknown extends ProviderFailure {

    private static final long serialVersionUID = 1L;

    public OutcomeUnknown(String message) {
        this(message, null);
    }

    public OutcomeUnknown(String message, Throwable cause) {
        super(Failure.Kind.PROVIDER, message, cause);
    }
}
