package dev.browsersession.jupiter;

import static dev.browsersession.testkit.Kit.kit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserNotFoundException;
import dev.browsersession.BrowserSession;
import dev.browsersession.ChromeConfigurer;
import dev.browsersession.ConfigurationException;
import dev.browsersession.Isolation;
import dev.browsersession.ProviderException;
import dev.browsersession.Session;
import dev.browsersession.testkit.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.PageLoadStrategy;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;

/** Where values come from, what they do, and what wrong ones are answered with. */
class SettingsTest {

    @TempDir
    static Path directory;

    private static Throwable onlyFailure(Results results) {
        assertThat(results.sessions()).as("sessions").isEmpty();
        return results.failure();
    }

    @Test
    void anOverrideWinsOverTheAnnotationWhichWinsOverASetting() {
        kit().with("browser.session.ttl", "1m")
                .with("browser.session.keepAlive", "false")
                .with("browser.session.override.keepAlive", "true")
                .with("browser.session.local.window-size", "700x500")
                .run(DeclaredTestCases.class)
                .allPassed(1);
    }

    @BrowserSession(ttl = "9m", keepAlive = false)
    static class DeclaredTestCases {
        @Test
        void test(Session session, WebDriver driver) {
            assertThat(session.ttlLeft().toMinutes()).isEqualTo(8);
            assertThat(session.keepAlive()).isTrue();
            assertThat(driver.manage().window().getSize()).isEqualTo(new Dimension(700, 500));
        }
    }

    @Test
    void optionsOfOtherProvidersAreLeftAloneAndUnknownOnesOfTheProviderInUseAreNot() {
        assertThat(onlyFailure(kit().run(UnknownOptionTestCases.class)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no option \"local.headles\"")
                .hasMessageContaining("local.headless")
                .hasMessageNotContainingAny("browserless.stealth");
    }

    @BrowserSession(options = {"browserless.stealth=true", "local.headles=false"})
    static class UnknownOptionTestCases {
        @Test
        void test(WebDriver driver) {}
    }

    @Test
    void anOptionWithoutAKeyIsRefused() {
        assertThat(onlyFailure(kit().run(MalformedOptionTestCases.class)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("\"headless\"")
                .hasMessageContaining("local.headless=false");
    }

    @BrowserSession(options = "headless")
    static class MalformedOptionTestCases {
        @Test
        void test(WebDriver driver) {}
    }

    @Test
    void wrongValuesAreRefusedWithWhatIsAllowed() {
        assertThat(onlyFailure(
                        kit().with("browser.session.override.isolation", "some").run(AnyTestCases.class)))
                .hasMessage("browser.session.override.isolation is \"some\"; allowed are CONTEXT and NONE.");
        assertThat(onlyFailure(
                        kit().with("browser.session.override.keepAlive", "yes").run(AnyTestCases.class)))
                .hasMessage("browser.session.override.keepAlive is \"yes\"; allowed are true and false.");
        assertThat(onlyFailure(kit().with("browser.session.override.provider", "nowhere")
                        .run(AnyTestCases.class)))
                .isInstanceOf(ConfigurationException.class)
                // A keeper that a test before this one has left may know others, too.
                .hasMessageMatching("There is no provider \"nowhere\"; known are (\\w+, )*browserbase, browserless,"
                        + " (\\w+, )*local\\.");
    }

    @BrowserSession
    static class AnyTestCases {
        @Test
        void test(WebDriver driver) {
            driver.getTitle();
        }
    }

    @Test
    void aBrowserThatIsNotThereIsAClearError() {
        assertThat(onlyFailure(kit().with("browser.session.override.local.binary", "/nowhere/chrome")
                        .run(AnyTestCases.class)))
                .isInstanceOf(BrowserNotFoundException.class)
                .hasMessageContaining("/nowhere/chrome");
    }

    @Test
    void aBrowserThatDoesNotStartIsAnErrorWithItsLastOutput() throws IOException {
        Path broken = script("broken-chrome", "echo 'cannot open display of the moon' >&2; exit 7");
        assertThat(onlyFailure(kit().with("browser.session.override.local.binary", broken.toString())
                        .run(AnyTestCases.class)))
                .hasRootCauseInstanceOf(ProviderException.class)
                .hasStackTraceContaining("cannot open display of the moon")
                .hasStackTraceContaining("7");
    }

    @Test
    void aChromeDriverOfAnotherMajorVersionIsAnErrorThatNamesBoth() throws IOException {
        Path old = script(
                "old-chromedriver",
                "echo 'Starting ChromeDriver 99.0.1.2 (abc) on port 0'; "
                        + "echo 'ChromeDriver was started successfully on port 9.'; exec sleep 60");
        var results = kit().with("browser.session.override.local.chromedriver", old.toString())
                .run(AnyTestCases.class);
        assertThat(results.failure()).hasStackTraceContaining("99").hasStackTraceContaining("local.chromedriver");
    }

    private static Path script(String name, String body) throws IOException {
        Path script = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aConfigurersPartsReachTheLaunchTheConnectionAndThePages() {
        kit().run(ConfiguredTestCases.class).allPassed(1);
    }

    static class Phone implements ChromeConfigurer {
        @Override
        public void configure(ChromeOptions options) {
            options.addArguments("--force-prefers-reduced-motion");
            options.setExperimentalOption("prefs", Map.of("intl.accept_languages", "de"));
            options.setPageLoadStrategy(PageLoadStrategy.EAGER);
            options.setExperimentalOption(
                    "mobileEmulation",
                    Map.of(
                            "deviceMetrics",
                            Map.of("width", 360, "height", 640, "pixelRatio", 2.0),
                            "userAgent",
                            "phone/1"));
        }
    }

    @BrowserSession(configure = Phone.class)
    static class ConfiguredTestCases {
        @Test
        void test(ChromeDriver driver) {
            driver.get("data:text/html,<meta name=viewport content='width=device-width'><title>phone</title>");
            assertThat(driver.executeScript("return innerWidth")).isEqualTo(360L);
            assertThat(driver.executeScript("return navigator.userAgent")).isEqualTo("phone/1");
            assertThat(driver.executeScript("return navigator.language")).isEqualTo("de");
            assertThat(driver.executeScript("return matchMedia('(prefers-reduced-motion: reduce)').matches"))
                    .isEqualTo(true);
            assertThat(driver.getCapabilities().getCapability("pageLoadStrategy"))
                    .hasToString("eager");
        }
    }

    @Test
    void whatReachesNeitherLaunchNorConnectionIsAnErrorThatNamesIt() {
        assertThat(onlyFailure(kit().run(DetachedTestCases.class)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("detach");
    }

    static class Detached implements ChromeConfigurer {
        @Override
        public void configure(ChromeOptions options) {
            options.setExperimentalOption("detach", true);
        }
    }

    @BrowserSession(configure = Detached.class)
    static class DetachedTestCases {
        @Test
        void test(WebDriver driver) {}
    }

    @Test
    void aTestReportsItsSessionProviderAndIsolation() {
        var results = kit().run(ReportingTestCases.class).allPassed(1);
        assertThat(results.reported("test"))
                .containsEntry("browser.session.id", results.sessions().get(0))
                .containsEntry("browser.session.provider", "local")
                .containsEntry("browser.session.isolation", "NONE")
                .hasEntrySatisfying("browser.session.live-view", url -> assertThat(url)
                        .matches("http://127\\.0\\.0\\.1:\\d+/session/local-[0-9a-f]+/[0-9a-f]{32}/"));
    }

    @BrowserSession(isolation = Isolation.NONE)
    static class ReportingTestCases {
        @Test
        void test(WebDriver driver) {}
    }

    @Test
    void aConfigurerThatCannotBeMadeIsAnErrorThatSaysWhatItNeeds() {
        assertThat(onlyFailure(kit().run(UnmakeableTestCases.class)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("needs a constructor without parameters");
    }

    static class Unmakeable implements ChromeConfigurer {
        Unmakeable(String needed) {}

        @Override
        public void configure(ChromeOptions options) {}
    }

    @BrowserSession(configure = Unmakeable.class)
    static class UnmakeableTestCases {
        @Test
        void test(WebDriver driver) {}
    }

    @Test
    void anExtensionThatNoFreshContextWouldHaveIsRefused() {
        assertThat(onlyFailure(kit().run(ExtensionTestCases.class)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Isolation.NONE");
    }

    static class Extension implements ChromeConfigurer {
        @Override
        public void configure(ChromeOptions options) {
            options.addArguments("--load-extension=/somewhere");
        }
    }

    @BrowserSession(configure = Extension.class)
    static class ExtensionTestCases {
        @Test
        void test(WebDriver driver) {}
    }

    @Test
    void aTypeThatAlmostIsADriverIsRefusedWithThoseThatAre() {
        assertThat(onlyFailure(kit().run(AlmostTestCases.class)))
                .hasStackTraceContaining("JavascriptExecutor, which cannot be injected. Supported are WebDriver,");
    }

    @BrowserSession
    static class AlmostTestCases {
        @Test
        void test(JavascriptExecutor driver) {}
    }
}
