package dev.browsersession.jupiter;

import static dev.browsersession.testkit.Kit.kit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserSession;
import dev.browsersession.ConfigurationException;
import dev.browsersession.Connected;
import dev.browsersession.Scope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

/** What cannot be injected is refused, in words that say what can. */
class RefusedInjectionTest {

    @Test
    void anUnsupportedTypeIsRefusedWithTheSupportedOnes() {
        assertThat(kit().run(UnsupportedTestCases.class).failure())
                .hasStackTraceContaining("java.lang.String, which cannot be injected. Supported are WebDriver,"
                        + " RemoteWebDriver, ChromiumDriver, ChromeDriver, DevTools, Session.");
    }

    @BrowserSession
    static class UnsupportedTestCases {
        @Test
        void test(@Connected String text) {}
    }

    @Test
    void aClassWithoutTheAnnotationIsToldToAddIt() {
        assertThat(kit().run(ForgottenTestCases.class).failure())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ForgottenTestCases.test")
                .hasMessageContaining("Add @BrowserSession to the class.");
    }

    static class ForgottenTestCases {
        @Connected
        WebDriver driver;

        @Test
        void test() {}
    }

    @Test
    void aDriverForTheClassNeedsASessionForTheClass() {
        assertThat(kit().run(NoClassSessionTestCases.class).failure())
                .hasStackTraceContaining("has scope = TEST")
                .hasStackTraceContaining("@BeforeAll");
    }

    @BrowserSession(scope = Scope.TEST)
    static class NoClassSessionTestCases {
        @BeforeAll
        static void before(WebDriver driver) {}

        @Test
        void test() {}
    }
}
