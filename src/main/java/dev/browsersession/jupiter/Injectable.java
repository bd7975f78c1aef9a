package dev.browsersession.jupiter;

import dev.browsersession.ConfigurationException;
import dev.browsersession.Session;
import java.util.List;
import java.util.stream.Collectors;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chromium.ChromiumDriver;
import org.openqa.selenium.devtools.DevTools;
import org.openqa.selenium.remote.RemoteWebDriver;

/** The types that can be injected. */
final class Injectable {

    private static final List<Class<?>> TYPES = List.of(
            WebDriver.class,
            RemoteWebDriver.class,
            ChromiumDriver.class,
            ChromeDriver.class,
            DevTools.class,
            Session.class);

    private Injectable() {}

    static boolean is(Class<?> type) {
        return TYPES.contains(type);
    }

    static ConfigurationException unsupported(Class<?> type, String place) {
        return new ConfigurationException(
                place + " is of type " + type.getName() + ", which cannot be injected. Supported are "
                        + TYPES.stream().map(Class::getSimpleName).collect(Collectors.joining(", ")) + ".");
    }

    static Object of(Class<?> type, BrowserSource source) {
        if (type == Session.class) {
            return source.session();
        }
        return type == DevTools.class
                ? source.browser().devTools()
                : source.browser().driver();
    }
}
