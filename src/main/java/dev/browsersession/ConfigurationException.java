package dev.browsersession;

/**
 * An annotation, a setting or a {@code configure} class asks for something that cannot be. Thrown before anything
 * starts.
 */
public class ConfigurationException extends BrowserSessionException {

    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }

    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
