package dev.browsersession;

/**
 * No Chrome, or no ChromeDriver that fits it, was found on this machine. The message lists every place that was tried.
 */
public class BrowserNotFoundException extends BrowserSessionException {

    private static final long serialVersionUID = 1L;

    public BrowserNotFoundException(String message) {
        super(message);
    }

    public BrowserNotFoundException(String message, Throwable cause) {
        super(message, cause);
    }
}
