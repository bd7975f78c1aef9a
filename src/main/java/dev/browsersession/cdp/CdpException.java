package dev.browsersession.cdp;

import java.util.Optional;
import java.util.concurrent.CompletionException;

/** A CDP command or connection failed; the message says what was asked and what went wrong, and holds no secret. */
public final class CdpException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean connectionLost;
    private final transient RefusedHandshake refusal;

    CdpException(String message, boolean connectionLost, Throwable cause) {
        this(message, connectionLost, null, cause);
    }

    private CdpException(String message, boolean connectionLost, RefusedHandshake refusal, Throwable cause) {
        super(message, cause);
        this.connectionLost = connectionLost;
        this.refusal = refusal;
    }

    static CdpException notOpened(String message, RefusedHandshake refusal, Throwable cause) {
        return new CdpException(message, true, refusal, cause);
    }

    static CdpException refused(String message) {
        return new CdpException(message, false, null);
    }

    static CdpException lost(String message) {
        return new CdpException(message, true, null);
    }

    /** The same with the stack of another thread. */
    CdpException forWhoWaited() {
        return new CdpException(getMessage(), connectionLost, refusal, this);
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
}
