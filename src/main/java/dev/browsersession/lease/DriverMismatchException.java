package dev.browsersession.lease;

import dev.browsersession.ConfigurationException;

/** The ChromeDriver has another major version than the browser: another driver may fit. */
public final class DriverMismatchException extends ConfigurationException {

    private static final long serialVersionUID = 1L;

    DriverMismatchException(String message) {
        super(message);
    }
}
