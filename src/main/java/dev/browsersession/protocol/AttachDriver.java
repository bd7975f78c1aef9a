package dev.browsersession.protocol;

/**
 * Asks for a WebDriver URL to a view; answered by {@link ViewOpened} with that URL.
 *
 * @param view the view
 * @param driver the path of the ChromeDriver to use; null for the one that the provider has beside the browser, which leaves
 *     the answer without a URL where there is none or another view has it
 */
public record AttachDriver(String view, String driver) implements Message {

    public AttachDriver {
        view = Components.required(view, "view");
        driver = Components.path(driver, "driver");
    }
}
