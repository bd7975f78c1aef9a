package dev.browsersession.cdp;

import java.util.concurrent.CompletionException;

/** A CDP command or connection failed; the message says what was asked and what went wrong, and holds no secret. */
public final class CdpException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean connectionLost;

    CdpException(String message, boolean connectionLost, Throwable cause) {
        super(message, cause);
        this.connectionLost = connectionLost;
    }

    static CdpException refused(String message) {
        return new CdpException(message, false, null);
    }

    static CdpException lost(String message) {
        return new CdpException(message, true, null);
    }

    /** What a future failed with, without what the futures before it were wrapped in. */
    static Throwable causeOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    static String describe(Throwable failure) {
        Throwable cause = causeOf(failure);
        if (cause == null) {
            return "no reason given";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** Whether there is no connection to the browser any more, so that no other command could succeed either. */
    public boolean connectionLost() {
        return connectionLost;
    }
}
