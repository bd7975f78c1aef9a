package dev.browsersession.webdriver;

import dev.browsersession.BrowserNotFoundException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Finds Chrome and ChromeDriver on this machine: what is named, then the PATH and the usual places, then Selenium
 * Manager, which is not asked before. Each question is answered once per JVM, failures included.
 */
public final class BrowserFinder {

    private static final Logger LOG = System.getLogger(BrowserFinder.class.getName());
    private static final BrowserSearch SEARCH =
            new BrowserSearch(Machine.current(), System::getProperty, new SeleniumManagerBinaries());
    private static final Map<List<Object>, Outcome> ANSWERS = new ConcurrentHashMap<>();

    private BrowserFinder() {}

    /**
     * The Chrome to use: Google Chrome before Chromium, unless the ChromeDriver of this machine fits Chromium only.
     *
     * @param setting the option {@code local.binary}; null where it is not set
     * @throws BrowserNotFoundException with every place that was tried
     */
    public static Path browser(String setting) {
        return once(() -> SEARCH.browser(setting), "browser", setting, property());
    }

    /**
     * The ChromeDriver to use. Where there are several, the one of the browser's major version; a single one is not
     * asked for its version, which costs a process: the driver says so itself when it attaches.
     *
     * @param setting the option {@code local.chromedriver}; null where it is not set
     * @param browser the browser that it is for; null where that is not known
     * @throws BrowserNotFoundException with every place that was tried
     */
    public static Path driver(String setting, Path browser) {
        return once(() -> SEARCH.driver(setting, browser), "driver", setting, browser, property());
    }

    /**
     * The ChromeDriver to use for a browser that is not on this machine: what is named, then one of its version where there
     * are several, then any that is here, then what Selenium Manager has for its version.
     *
     * @param setting the option {@code local.chromedriver}; null where it is not set
     * @throws BrowserNotFoundException with every place that was tried
     */
    public static Path driverForRemote(String setting, int browserMajor) {
        return once(() -> SEARCH.driver(setting, browserMajor), "remote driver", setting, browserMajor, property());
    }

    /** The ChromeDriver that Selenium Manager has, or downloads, for a major version; empty where it cannot. */
    public static Optional<Path> managedDriver(int browserMajor) {
        Outcome outcome = ANSWERS.computeIfAbsent(List.of("managed", browserMajor), key -> {
            ManagedBinaries.Answer answer = SEARCH.managedDriver(browserMajor);
            Path driver = answer.driver().filter(Places::isProgram).orElse(null);
            if (driver == null) {
                LOG.log(Level.INFO, "Selenium Manager has no ChromeDriver " + browserMajor + ": " + answer.words());
            }
            return new Outcome(driver, null);
        });
        return Optional.ofNullable(outcome.found());
    }

    private static String property() {
        return System.getProperty(BrowserSearch.DRIVER_PROPERTY);
    }

    private static Path once(Supplier<Path> search, Object... question) {
        Outcome outcome = ANSWERS.computeIfAbsent(Arrays.asList(question), key -> {
            try {
                return new Outcome(search.get(), null);
            } catch (BrowserNotFoundException e) {
                return new Outcome(null, e);
            }
        });
        if (outcome.problem() != null) {
            throw new BrowserNotFoundException(outcome.problem().getMessage(), outcome.problem());
        }
        return outcome.found();
    }

    private record Outcome(Path found, BrowserNotFoundException problem) {}
}
