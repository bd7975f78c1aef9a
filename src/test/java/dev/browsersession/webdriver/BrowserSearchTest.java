package dev.browsersession.webdriver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.browsersession.BrowserNotFoundException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs are shell scripts that print a version; the usual places are those of another system, so that none is there.
 */
@DisabledOnOs(OS.WINDOWS)
class BrowserSearchTest {

    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private final List<List<String>> asked = new ArrayList<>();
    private ManagedBinaries.Answer answer = ManagedBinaries.Answer.nothing("no network here");

    @BeforeEach
    void onePath() {
        environment.put("PATH", directory.resolve("a") + File.pathSeparator + directory.resolve("b"));
    }

    @Test
    void whatIsNamedIsTaken() throws IOException {
        Path chrome = program("elsewhere/my-chrome", "1.2.3.4");
        program("a/chromium", "156.0.0.1");

        assertThat(search().browser(chrome.toString())).isEqualTo(chrome);
        assertThat(search().driver(chrome.toString(), null)).isEqualTo(chrome);
        assertThat(asked).isEmpty();
    }

    @Test
    void whatIsNamedAndMissingIsAnErrorEvenWhereAnotherIsThere() throws IOException {
        program("a/chromium", "156.0.0.1");
        Path text = Files.writeString(directory.resolve("text"), "not executable");
        properties.put("webdriver.chrome.driver", "/no/such/driver");

        assertThatThrownBy(() -> search().browser("/no/such/chrome"))
                .isInstanceOf(BrowserNotFoundException.class)
                .hasMessageContainingAll("local.binary", "/no/such/chrome");
        assertThatThrownBy(() -> search().driver(text.toString(), null))
                .hasMessageContainingAll("local.chromedriver", text.toString());
        assertThatThrownBy(() -> search().driver(null, null))
                .hasMessageContainingAll("webdriver.chrome.driver", "/no/such/driver");
    }

    @Test
    void aNameIsLookedForInTheWholePathBeforeTheNextName() throws IOException {
        program("a/chromium-browser", "156.0.0.1");
        Path chromium = program("b/chromium", "156.0.0.1");

        assertThat(search().browser(" ")).isEqualTo(chromium);
    }

    @Test
    void chromeGoesBeforeChromiumUnlessTheDriverFitsChromiumOnly() throws IOException {
        Path chrome = program("b/google-chrome", "Google Chrome 157.0.1.2");
        Path chromium = program("a/chromium", "Chromium 156.0.1.2 built on Debian");

        assertThat(search().browser(null)).isEqualTo(chrome);
        program("a/chromedriver", "ChromeDriver 156.0.9.9 (abc)");
        assertThat(search().browser(null)).isEqualTo(chromium);
        program("b/chromium.chromedriver", "ChromeDriver 157.0.9.9 (abc)");
        assertThat(search().browser(null)).isEqualTo(chrome);
    }

    @Test
    void aDriverIsNamedByThePropertyThenByTheVariable() throws IOException {
        Path property = program("x/one", "1.1.1");
        Path variable = program("x/two", "1.1.1");
        program("a/chromedriver", "1.1.1");
        environment.put("SE_CHROMEDRIVER", variable.toString());

        assertThat(search().driver(null, null)).isEqualTo(variable);
        properties.put("webdriver.chrome.driver", property.toString());
        assertThat(search().driver(null, null)).isEqualTo(property);
    }

    @Test
    void ofSeveralDriversTheOneOfTheBrowsersVersionIsTaken() throws IOException {
        Path old = program("a/chromedriver", "ChromeDriver 150.0.1.1");
        Path browser = program("cft/chrome", "Google Chrome for Testing 156.0.1.1");

        assertThat(search().driver(null, browser)).isEqualTo(old);
        Path beside = program("cft/chromedriver", "ChromeDriver 156.0.1.1");
        assertThat(search().driver(null, browser)).isEqualTo(beside);
    }

    @Test
    void seleniumManagerIsAskedLast() throws IOException {
        Path browser = program("cache/chrome", "156.0.0.1");
        Path driver = program("cache/chromedriver", "156.0.0.1");
        answer = new ManagedBinaries.Answer(Optional.of(browser), Optional.of(driver), "");

        assertThat(search().browser(null)).isEqualTo(browser);
        assertThat(search().driver(null, null)).isEqualTo(driver);
        assertThat(asked).containsExactly(List.of("--browser", "chrome"), List.of("--browser", "chrome"));
    }

    @Test
    void whereNothingIsFoundTheErrorNamesEveryPlaceAndWhatToDo() throws IOException {
        Path browser = program("x/chrome", "156.0.0.1");

        assertThatThrownBy(() -> search().browser(null))
                .isInstanceOf(BrowserNotFoundException.class)
                .hasMessageContainingAll(
                        "google-chrome, google-chrome-stable, chrome on the PATH",
                        "/Applications/Google Chrome.app",
                        "chromium, chromium-browser on the PATH",
                        "Selenium Manager, which said: no network here",
                        "local.binary");
        assertThatThrownBy(() -> search().driver(null, browser))
                .isInstanceOf(BrowserNotFoundException.class)
                .hasMessageContainingAll(
                        browser.toString(),
                        "chromedriver, chromium.chromedriver on the PATH",
                        "/opt/homebrew/bin/chromedriver",
                        directory.resolve("x/chromedriver").toString(),
                        "no network here",
                        "local.chromedriver");
    }

    @Test
    void aPathOfNonsenseIsSearchedAllTheSame() throws IOException {
        Path chromium = program("b/chromium", "156.0.0.1");
        environment.put(
                "PATH",
                File.pathSeparator + "\0" + File.pathSeparator + "/no/such" + File.pathSeparator
                        + chromium.getParent());

        assertThat(search().browser(null)).isEqualTo(chromium);
    }

    @Test
    void theUsualPlacesAreThoseOfTheSystem() {
        environment.put("ProgramFiles", "C:\\Program Files");
        environment.put("HOME", "/Users/x");

        assertThat(places("Windows 11")).contains("C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe");
        assertThat(new Machine("Windows 11", environment::get).chromium().names())
                .contains("chromium.exe");
        assertThat(places("Mac OS X"))
                .contains(
                        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                        "/Users/x/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
        assertThat(places("Linux")).contains("/opt/google/chrome/chrome");
    }

    private List<String> places(String osName) {
        return new Machine(osName, environment::get)
                .chrome().usual().stream().map(Path::toString).toList();
    }

    private BrowserSearch search() {
        return new BrowserSearch(new Machine("Mac OS X", environment::get), properties::get, arguments -> {
            asked.add(arguments.size() > 2 ? arguments.subList(0, 2) : arguments);
            return answer;
        });
    }

    private Path program(String name, String version) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\necho '" + version + "'\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot be made executable: " + file);
        }
        return file;
    }
}
