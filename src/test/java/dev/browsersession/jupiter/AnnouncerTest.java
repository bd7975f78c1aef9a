package dev.browsersession.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.browsersession.config.Settings;
import dev.browsersession.testkit.CapturedLog;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.openqa.selenium.WebDriver;

class AnnouncerTest {

    private static Announcer announcer(Map<String, String> parameters) {
        return new Announcer(new Settings(name -> Optional.ofNullable(parameters.get(name)), Map.of()));
    }

    @Test
    void quietKeepsBackAllButWarnings() {
        try (CapturedLog log = CapturedLog.start()) {
            announcer(Map.of("browser.session.quiet", "true")).say("a line");
            announcer(Map.of("browser.session.quiet", "true")).warn("a problem");
            announcer(Map.of()).say("another line");
            assertThat(log.lines()).containsExactly("WARNING a problem", "INFO another line");
        }
    }

    @Test
    void aTestThatAsksForADriverWithoutTheAnnotationIsToldToAddIt() {
        try (CapturedLog log = CapturedLog.start()) {
            LauncherFactory.create()
                    .execute(LauncherDiscoveryRequestBuilder.request()
                            .selectors(selectClass(ForgottenTestCases.class))
                            .build());
            assertThat(log.lines())
                    .containsExactly("WARNING " + ForgottenTestCases.class.getName()
                            + ".test asks for a WebDriver, but its class has no @BrowserSession: add it to the class.");
        }
    }

    static class ForgottenTestCases {
        @Test
        void test(WebDriver driver) {}
    }
}
