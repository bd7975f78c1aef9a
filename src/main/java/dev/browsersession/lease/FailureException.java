package dev.browsersession.lease;

import dev.browsersession.BrowserNotFoundException;
import dev.browsersession.BrowserSessionException;
import dev.browsersession.ConfigurationException;
import dev.browsersession.KeeperException;
import dev.browsersession.ProviderException;
import dev.browsersession.SessionConflictException;
import dev.browsersession.SessionEndedException;
import dev.browsersession.SessionLimitException;
import dev.browsersession.protocol.Failure;

/** The keeper's "no" on its way to the thread that asked. */
final class FailureException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Failure.Kind kind;

    FailureException(Failure failure) {
        super(failure.message());
        this.kind = failure.kind();
    }

    Failure.Kind kind() {
        return kind;
    }

    /** The exception that a user gets, made in the thread that asked so that its stack trace says where. */
    BrowserSessionException forUser() {
        String message = getMessage();
        return switch (kind) {
            case CONFIGURATION -> new ConfigurationException(message);
            case BROWSER_NOT_FOUND -> new BrowserNotFoundException(message);
            case DRIVER_MISMATCH -> new DriverMismatchException(message);
            case PROVIDER -> new ProviderException(message);
            case SESSION_ENDED -> new SessionEndedException(message);
            case LIMIT -> new SessionLimitException(message);
            case CONFLICT -> new SessionConflictException(message);
            case BAD_REQUEST, INTERNAL -> new KeeperException(message);
        };
    }
}
