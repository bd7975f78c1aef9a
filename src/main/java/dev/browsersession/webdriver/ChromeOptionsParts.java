package dev.browsersession.webdriver;

import dev.browsersession.ConfigurationException;
import dev.browsersession.protocol.BrowserLaunch;
import dev.browsersession.protocol.DeviceEmulation;
import java.util.Map;
import java.util.Optional;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.json.Json;

/**
 * A user's {@code ChromeOptions}, split by what each part can still reach once the browser runs.
 *
 * @param launch what the browser is launched with: part of the session's spec
 * @param emulation the device that a view's pages pretend to be; null for none
 * @param capabilities what every attaching driver asks for
 * @param driverOptions what of {@code goog:chromeOptions} ChromeDriver accepts together with a debugger address
 * @param binary the browser that the options name
 */
public record ChromeOptionsParts(
        BrowserLaunch launch,
        DeviceEmulation emulation,
        Map<String, Object> capabilities,
        Map<String, Object> driverOptions,
        Optional<String> binary) {

    /** What options that nobody edited ask for. */
    public static final ChromeOptionsParts NONE = of(new ChromeOptions());

    public ChromeOptionsParts {
        capabilities = Map.copyOf(capabilities);
        driverOptions = Map.copyOf(driverOptions);
    }

    /**
     * Splits options.
     *
     * @throws ConfigurationException which names it, where something is set that could reach neither the launch, nor a
     *     view,
     *     nor a connection
     */
    public static ChromeOptionsParts of(ChromeOptions edited) {
        Json json = new Json();
        Map<String, Object> plain = json.toType(json.toJson(edited), Json.MAP_TYPE);
        return new ChromeOptionsSplit(plain).parts();
    }

    /** The options for one driver that attaches to a running browser. */
    public ChromeOptions connection(String debuggerAddress) {
        ChromeOptions options = new ChromeOptions();
        capabilities.forEach(options::setCapability);
        driverOptions.forEach(options::setExperimentalOption);
        options.setExperimentalOption("debuggerAddress", debuggerAddress);
        return options;
    }
}
