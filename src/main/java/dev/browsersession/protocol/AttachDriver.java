package dev.browsersession.protocol;

/**
 * Asks for a WebDriver URL to a view; answered by {@link ViewOpened} with that URL.
 *
 * @param view the view
 * @param driver the path of the ChromeDriver to use
 */
public record AttachDriver(String view, String driver) implements Message {

    public AttachDriver {
        view = Components.required(view, "view");
        driver = Components.path(Components.required(driver, "driver"), "driver");
    }
}
