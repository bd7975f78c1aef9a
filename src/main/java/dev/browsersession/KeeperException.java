package dev.browsersession;

/** The keeper, the process that owns the sessions, could not be started or reached. */
public class KeeperException extends BrowserSessionException {

    private static final long serialVersionUID = 1L;

    public KeeperException(String message) {
        super(message);
    }

    public KeeperException(String message, Throwable cause) {
        super(message, cause);
    }
}
