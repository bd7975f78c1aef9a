package dev.browsersession.webdriver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.lease.Lease;
import dev.browsersession.lease.View;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A view with a driver, and what tests ask of the two. */
record DrivenView(View view, AttachedChromeDriver driver) implements AutoCloseable {
    private static final Path DRIVER = BrowserFinder.driver(null, BrowserFinder.browser(null));
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Where its driver runs. */
    enum Place {
        HERE,
        BESIDE
    }

    static DrivenView open(Lease lease, Place place, boolean freshContext) {
        ChromeOptionsParts options = ChromeOptionsParts.of(loggingAll());
        View view = lease.open(freshContext, null);
        if (place == Place.HERE) {
            view.attachDriver(DRIVER);
            return new DrivenView(view, AttachedChromeDriver.attach(view.facts(), DRIVER, options));
        }
        assertThat(view.attachProvidedDriver().webDriverUrl()).isNotNull();
        return new DrivenView(view, AttachedChromeDriver.attachToProvided(view.facts(), options));
    }

    private static ChromeOptions loggingAll() {
        LoggingPreferences all = new LoggingPreferences();
        all.enable(LogType.BROWSER, Level.ALL);
        all.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setCapability("goog:loggingPrefs", all);
        return options;
    }

    Object cdp(String method, Map<String, Object> params) {
        return driver.executeCdpCommand(method, params);
    }

    String script(String script) {
        return String.valueOf(driver.executeScript(script));
    }

    String later(String script) {
        return String.valueOf(driver.executeAsyncScript("const done = arguments[0]; " + script));
    }

    String permission(String name) {
        return later("navigator.permissions.query({name: '" + name + "'}).then(it => done(it.state))");
    }

    String latitude() {
        return latitudeWithin(20_000);
    }

    /** Where none is known, {@code none}. */
    String latitudeWithin(int millis) {
        return later("navigator.geolocation.getCurrentPosition(at => done(at.coords.latitude),"
                + " problem => done('none'), {timeout: " + millis + "})");
    }

    /** What Selenium has no method for. */
    String send(String method, String path, String body) throws IOException, InterruptedException {
        String url = view.facts().webDriverUrl().value() + "/session/" + driver.getSessionId() + path;
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .method(
                                        method,
                                        body == null
                                                ? HttpRequest.BodyPublishers.noBody()
                                                : HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    List<String> log(String type) {
        return driver.manage().logs().get(type).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
        view.close();
    }
}
