package dev.browsersession;

/** Another lease stands in the way of this one. */
public class SessionConflictException extends BrowserSessionException {

    private static final long serialVersionUID = 1L;

    public SessionConflictException(String message) {
        super(message);
    }
}
