package dev.browsersession.webdriver;

import java.util.Map;
import java.util.TreeMap;

/** The words for what {@code ChromeOptions} can hold and a session's browser cannot take. */
final class RefusedOptions {

    private static final Map<String, String> CAPABILITIES = new TreeMap<>(Map.of(
            "browserName", "a session's browser is Chrome; leave it out",
            "browserVersion", "the browser is the session's; name another one with the option local.binary",
            "webSocketUrl", "WebDriver BiDi cannot be scoped to one browser context; use DevTools",
            "setWindowRect", "ChromeDriver does not take it; the option local.window-size sets the window's size"));

    private static final Map<String, String> CHROME_OPTIONS = new TreeMap<>(Map.of(
            "debuggerAddress", "it is the session's own; leave it out",
            "detach", "a session's browser is stopped with its session; keepAlive and scope say when that is",
            "logPath", "add the arguments --enable-logging and --log-file=<path> instead",
            "minidumpPath", "add the argument --crash-dumps-dir=<path> instead",
            "useAutomationExtension", "ChromeDriver no longer has that extension; leave it out"));

    private RefusedOptions() {}

    static String capability(String name, Object value) {
        String reason = CAPABILITIES.getOrDefault(
                name, "it is neither a capability that ChromeDriver knows nor a vendor's (vendor:name)");
        return message(name, value, reason);
    }

    static String chromeOption(String key, Object value) {
        String reason = key.startsWith("android")
                ? "a session's browser is a Chrome on a desktop or in a cloud, not on Android"
                : CHROME_OPTIONS.getOrDefault(key, "it could reach neither the launch of the browser nor a connection");
        return message("goog:chromeOptions." + key, value, reason);
    }

    private static String message(String name, Object value, String reason) {
        return "The ChromeOptions set %s to %s, which a session's browser cannot take: %s."
                .formatted(name, value, reason);
    }
}
