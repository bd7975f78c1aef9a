package dev.browsersession;

/**
 * The session is over and the state that the test was to find in it with it, under {@link Isolation#NONE}. A new session would
 * hide that, so there is none.
 */
public class SessionExpiredException extends SessionEndedException {

    private static final long serialVersionUID = 1L;

    public SessionExpiredException(String message) {
        super(message);
    }

    public SessionExpiredException(String message, Throwable cause) {
        super(message, cause);
    }
}
