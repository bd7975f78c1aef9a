package dev.browsersession;

/** The session is over: its ttl was reached, it was stopped, its browser crashed, its provider ended it, or the connection to it was lost. */
public class SessionEndedException extends BrowserSessionException {

    private static final long serialVersionUID = 1L;

    public SessionEndedException(String message) {
        super(message);
    }

    public SessionEndedException(String message, Throwable cause) {
        super(message, cause);
    }
}
