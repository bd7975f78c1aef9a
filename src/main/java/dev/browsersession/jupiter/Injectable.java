package dev.browsersession.jupiter;

import dev.browsersession.ConfigurationException;
import dev.browsersession.Session;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** Whether somebody who asks for it means a browser: another driver, or one of the many interfaces of ours. */
    static boolean isNearly(Class<?> type) {
        boolean ofOurs = type.getName().startsWith("org.openqa.selenium.") && type.isAssignableFrom(ChromeDriver.class);
        return !is(type) && (ofOurs || WebDriver.class.isAssignableFrom(type));
    }

    /** Whether anything in a class, in those above it or in those inside it has a place for a browser. */
    static boolean isWantedBy(Class<?> type) {
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            if (hasPlace(at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasPlace(Class<?> type) {
        Predicate<Executable> takesOne =
                executable -> Arrays.stream(executable.getParameterTypes()).anyMatch(Injectable::is);
        Stream<Method> methods = Arrays.stream(type.getDeclaredMethods());
        Stream<Constructor<?>> constructors = Arrays.stream(type.getDeclaredConstructors());
        return Stream.concat(methods, constructors).anyMatch(takesOne)
                || Stream.of(true, false).anyMatch(isStatic -> !ConnectedFields.of(type, isStatic)
                        .isEmpty())
                || Arrays.stream(type.getInterfaces()).anyMatch(Injectable::hasPlace)
                || Arrays.stream(type.getDeclaredClasses()).anyMatch(Injectable::isWantedBy);
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
