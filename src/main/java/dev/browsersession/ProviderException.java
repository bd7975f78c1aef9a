package dev.browsersession;

/** A provider could not create, inspect or stop a session. */
public class ProviderException extends BrowserSessionException {

    private static final long serialVersionUID = 1L;

    public ProviderException(String message) {
        super(message);
    }

    public ProviderException(String message, Throwable cause) {
        super(message, cause);
    }
}
