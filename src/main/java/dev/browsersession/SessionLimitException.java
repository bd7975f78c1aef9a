package dev.browsersession;

/** A limit of the provider, on concurrent sessions or on requests, was still in force after waiting. */
public class SessionLimitException extends BrowserSessionException {

    private static final long serialVersionUID = 1L;

    public SessionLimitException(String message) {
        super(message);
    }
}
