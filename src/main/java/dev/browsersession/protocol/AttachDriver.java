package dev.browsersession.protocol;

/**
 * Asks for a WebDriver URL to a view; answered by {@link ViewOpened} with that URL.
 *
 * @param view the view
 * @param driver the path of the ChromeDriver to use; null for the one that the provider has beside the browser, which leaves
 *     the answer without a URL where there is none or another view has it
 * @param anyVersion whether it may have another major version than the browser
 */
public record AttachDriver(String view, String driver, boolean anyVersion) implements Message {

    public AttachDriver {
        view = Components.required(view, "view");
        driver = Components.path(driver, "driver");
    }
}
