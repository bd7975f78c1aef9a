package dev.browsersession.cdp;

import java.util.Optional;
import java.util.concurrent.CompletionException;

/** A CDP command or connection failed; the message says what was asked and what went wrong, and holds no secret. */
public final class CdpException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean connectionLost;
    private final transient RefusedHandshake refusal;
    private final CdpError error;

    CdpException(String message, boolean connectionLost, Throwable cause) {
        this(message, connectionLost, null, null, cause);
    }

    private CdpException(
            String message, boolean connectionLost, RefusedHandshake refusal, CdpError error, Throwable cause) {
        super(message, cause);
        this.connectionLost = connectionLost;
        this.refusal = refusal;
        this.error = error;
    }

    static CdpException notOpened(String message, RefusedHandshake refusal, Throwable cause) {
        return new CdpException(message, true, refusal, null, cause);
    }

    static CdpException refused(String message) {
        return new CdpException(message, false, null);
    }

    static CdpException refused(String message, CdpError error) {
        return new CdpException(message, false, null, error, null);
    }

    static CdpException lost(String message) {
        return new CdpException(message, true, null);
    }

    /** The same with the stack of another thread. */
    CdpException forWhoWaited() {
        return new CdpException(getMessage(), connectionLost, refusal, error, this);
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

    /** What a server answered that did not open the connection; empty where none answered. */
    public Optional<RefusedHandshake> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** What the browser answered in the place of a result; empty where it did not refuse the command. */
    public Optional<CdpError> error() {
        return Optional.ofNullable(error);
    }
}
