package dev.browsersession.provider;

import dev.browsersession.protocol.Failure;

/**
 * A provider could not do what it was asked. The message is for the user and complete as it stands: what was being done, what
 * went wrong, what to do next. It never holds a secret.
 */
public class ProviderFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Failure.Kind kind;

    public ProviderFailure(Failure.Kind kind, String message) {
        this(kind, message, null);
    }

    public ProviderFailure(Failure.Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Failure.Kind kind() {
        return kind;
    }
}
