package dev.browsersession;

/**
 * Something about a browser session went wrong. The message names what was being done, what went wrong and what to do
 * next; sub-types are there where a caller could act on the difference.
 */
public class BrowserSessionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrowserSessionException(String message) {
        super(message);
    }

    public BrowserSessionException(String message, Throwable cause) {
        super(message, cause);
    }
}
