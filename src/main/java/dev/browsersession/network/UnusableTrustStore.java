package dev.browsersession.network;

/** An owner's trust store cannot be used. The message is for the user and complete as it stands. */
public final class UnusableTrustStore extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableTrustStore(String message, Throwable cause) {
        super(message, cause);
    }
}
