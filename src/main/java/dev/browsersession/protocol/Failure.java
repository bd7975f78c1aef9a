package dev.browsersession.protocol;

/**
 * The request was not carried out.
 *
 * @param kind what a caller could act on
 * @param message one or more sentences for the user, complete as they stand
 */
public record Failure(Kind kind, String message) implements Message {

    public enum Kind {
        /** The user's settings are wrong. */
        CONFIGURATION,
        /** There is no usable browser or driver. */
        BROWSER_NOT_FOUND,
        /** The ChromeDriver has another major version than the browser. */
        DRIVER_MISMATCH,
        /** The provider said no, or something went wrong on its side. */
        PROVIDER,
        /** The session has ended. */
        SESSION_ENDED,
        /** A limit of the provider, after waiting. */
        LIMIT,
        /** Another lease is in the way. */
        CONFLICT,
        /** The request makes no sense: a defect of the caller. */
        BAD_REQUEST,
        /** A defect of the keeper. */
        INTERNAL
    }
}
