package dev.browsersession.protocol;

/**
 * A view is open.
 *
 * @param view its name in later requests
 * @param reconnected whether the session had to be connected to again for it
 * @param target the DevTools target id of the page that the view starts on
 * @param debuggerAddress {@code 127.0.0.1:port}, what a ChromeDriver attaches to
 * @param webSocketUrl the view's CDP websocket
 * @param webDriverUrl where WebDriver commands go; null where no driver was asked for
 * @param driverProvided whether the provider has a driver beside the browser that this view could have
 */
public record ViewOpened(
        String view,
        boolean reconnected,
        String target,
        String debuggerAddress,
        Secret webSocketUrl,
        Secret webDriverUrl,
        boolean driverProvided)
        implements Message {}
