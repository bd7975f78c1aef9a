package dev.browsersession.protocol;

import java.util.List;
import java.util.Map;

/**
 * What a user's {@code ChromeOptions} ask of the browser's launch. Values of the maps are what JSON can hold.
 *
 * @param arguments command-line switches to add, {@code --name} or {@code --name=value}
 * @param excludeSwitches names of default switches to leave out, without dashes
 * @param preferences profile preferences by dotted name
 * @param localState browser-wide preferences by dotted name
 * @param extensions packed extensions (CRX), base64
 */
public record BrowserLaunch(
        List<String> arguments,
        List<String> excludeSwitches,
        Map<String, Object> preferences,
        Map<String, Object> localState,
        List<String> extensions) {

    public static final BrowserLaunch NONE = new BrowserLaunch(List.of(), List.of(), Map.of(), Map.of(), List.of());

    public BrowserLaunch {
        arguments = arguments == null ? List.of() : List.copyOf(arguments);
        excludeSwitches = excludeSwitches == null ? List.of() : List.copyOf(excludeSwitches);
        preferences = preferences == null ? Map.of() : Map.copyOf(preferences);
        localState = localState == null ? Map.of() : Map.copyOf(localState);
        extensions = extensions == null ? List.of() : List.copyOf(extensions);
    }
}
