package dev.browsersession;

/**
 * There was no room for another session, also after waiting for {@code browser.session.acquire-timeout}: the provider refused one
 * because of a limit on concurrent sessions or on requests, or {@code browser.session.max-sessions} were there. The message has
 * the provider's own words, how long was waited, how many had asked before, and which classes have the places.
 */
public class SessionLimitException extends BrowserSessionException {

    private static final long serialVersionUID = 1L;

    public SessionLimitException(String message) {
        super(message);
    }

    public SessionLimitException(String message, Throwable cause) {
        super(message, cause);
    }
}
