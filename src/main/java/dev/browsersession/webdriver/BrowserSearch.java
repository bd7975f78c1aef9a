package dev.browsersession.webdriver;

import dev.browsersession.BrowserNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** The search behind {@link BrowserFinder}: what is named, then what is on this machine, then Selenium Manager. */
final class BrowserSearch {

    static final String DRIVER_PROPERTY = "webdriver.chrome.driver";
    static final String DRIVER_VARIABLE = "SE_CHROMEDRIVER";

    private final Machine machine;
    private final Function<String, String> properties;
    private final ManagedBinaries managed;

    BrowserSearch(Machine machine, Function<String, String> properties, ManagedBinaries managed) {
        this.machine = machine;
        this.properties = properties;
        this.managed = managed;
    }

    Path browser(String setting) {
        if (isSet(setting)) {
            return named("the setting local.binary", setting, "the Chrome to use");
        }
        Optional<Path> chrome = machine.chrome().found().stream().findFirst();
        Optional<Path> chromium = machine.chromium().found().stream().findFirst();
        if (chrome.isPresent() && chromium.isPresent()) {
            return fitting(chrome.get(), chromium.get());
        }
        return chrome.or(() -> chromium).orElseGet(this::managedBrowser);
    }

    /** Chrome, unless the ChromeDriver of this machine fits Chromium only. */
    private Path fitting(Path chrome, Path chromium) {
        List<Path> drivers =
                namedDriver().map(List::of).orElseGet(() -> machine.driver().found());
        if (drivers.isEmpty()) {
            return chrome;
        }
        List<Integer> majors = drivers.stream()
                .flatMapToInt(driver -> major(driver).stream())
                .boxed()
                .toList();
        boolean onlyChromium = !majors.contains(major(chrome).orElse(-1))
                && majors.contains(major(chromium).orElse(-1));
        return onlyChromium ? chromium : chrome;
    }

    private Path managedBrowser() {
        ManagedBinaries.Answer answer = managed.ask(List.of("--browser", "chrome"));
        return answer.browser()
                .filter(Places::isProgram)
                .orElseThrow(() -> notFound(
                        "No Chrome was found on this machine.",
                        List.of(machine.chrome(), machine.chromium()),
                        answer,
                        "Install Google Chrome or Chromium, or name one with the setting local.binary."));
    }

    Path driver(String setting, Path browser) {
        if (isSet(setting)) {
            return named("the setting local.chromedriver", setting, "the ChromeDriver to use");
        }
        Optional<Path> named = namedDriver();
        if (named.isPresent()) {
            return named.get();
        }
        Places places = driverPlaces(browser);
        List<Path> found = places.found();
        if (found.isEmpty()) {
            return managedDriver(places, browser);
        }
        return found.size() == 1 || browser == null ? found.get(0) : fittingDriver(found, major(browser));
    }

    /** For a browser that is not here. */
    Path driver(String setting, int browserMajor) {
        if (isSet(setting) || namedDriver().isPresent()) {
            return driver(setting, null);
        }
        Places places = machine.driver();
        List<Path> found = places.found();
        if (found.isEmpty()) {
            ManagedBinaries.Answer answer = managedDriver(browserMajor);
            return answer.driver()
                    .filter(Places::isProgram)
                    .orElseThrow(() -> notFound(
                            "No ChromeDriver was found on this machine, and one is needed for a WebDriver: the browser is"
                                    + " elsewhere, and its version is " + browserMajor + ".",
                            List.of(places),
                            answer,
                            "Install a ChromeDriver, best of that version, or name one with the setting local.chromedriver."
                                    + " DevTools need none."));
        }
        return found.size() == 1 ? found.get(0) : fittingDriver(found, OptionalInt.of(browserMajor));
    }

    private Optional<Path> namedDriver() {
        String property = properties.apply(DRIVER_PROPERTY);
        if (isSet(property)) {
            return Optional.of(named("the system property " + DRIVER_PROPERTY, property, "the ChromeDriver to use"));
        }
        String variable = machine.environment().apply(DRIVER_VARIABLE);
        if (isSet(variable)) {
            return Optional.of(
                    named("the environment variable " + DRIVER_VARIABLE, variable, "the ChromeDriver to use"));
        }
        return Optional.empty();
    }

    private Places driverPlaces(Path browser) {
        Path directory = browser == null ? null : browser.toAbsolutePath().getParent();
        Places places = machine.driver();
        return directory == null ? places : places.and(directory.resolve(machine.fileName("chromedriver")));
    }

    private Path fittingDriver(List<Path> drivers, OptionalInt wanted) {
        return drivers.stream()
                .filter(driver -> wanted.isPresent() && wanted.equals(major(driver)))
                .findFirst()
                .orElse(drivers.get(0));
    }

    private Path managedDriver(Places places, Path browser) {
        List<String> arguments = new ArrayList<>(List.of("--browser", "chrome"));
        if (browser != null) {
            arguments.addAll(List.of("--browser-path", browser.toString(), "--avoid-browser-download"));
        }
        ManagedBinaries.Answer answer = managed.ask(arguments);
        return answer.driver()
                .filter(Places::isProgram)
                .orElseThrow(() -> notFound(
                        "No ChromeDriver was found on this machine"
                                + (browser == null ? "." : " for the browser " + browser + "."),
                        List.of(places),
                        answer,
                        "Install the ChromeDriver of the browser's major version, or name one with the setting"
                                + " local.chromedriver."));
    }

    /** What Selenium Manager has for one major version, whatever is on the PATH. */
    ManagedBinaries.Answer managedDriver(int browserMajor) {
        return managed.ask(List.of(
                "--driver",
                "chromedriver",
                "--browser-version",
                String.valueOf(browserMajor),
                "--skip-driver-in-path",
                "--avoid-browser-download"));
    }

    private OptionalInt major(Path program) {
        return ProgramVersion.majorOf(program, machine.isWindows());
    }

    private static boolean isSet(String value) {
        return value != null && !value.isBlank();
    }

    private static Path named(String by, String value, String what) {
        String problem = "%s names %s, %s, but there is no file there that can be executed. Correct it, or leave it out"
                        .formatted(capitalised(by), value, what)
                + " to have this machine searched.";
        try {
            Path file = Path.of(value.strip()).toAbsolutePath();
            if (Places.isProgram(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new BrowserNotFoundException(problem, e);
        }
        throw new BrowserNotFoundException(problem);
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static BrowserNotFoundException notFound(
            String what, List<Places> places, ManagedBinaries.Answer answer, String next) {
        StringBuilder message = new StringBuilder(what).append(" Tried: ");
        places.forEach(place -> message.append(place.describe()).append("; "));
        message.append("Selenium Manager, which ")
                .append(answer.words().isBlank() ? "found none" : "said: " + answer.words())
                .append(". ")
                .append(next);
        return new BrowserNotFoundException(message.toString());
    }
}
