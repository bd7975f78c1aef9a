package dev.browsersession.protocol;

/**
 * Asks for a WebDriver URL to a view; answered by {@link ViewOpened} with that URL.
 *
 * @param view the view
 * @param driver the path of the ChromeDriver to use
 */
public record AttachDriver(String view, String driver) implements Message {}
