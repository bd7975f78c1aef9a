package dev.browsersession.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.config.Settings;
import dev.browsersession.protocol.ProviderDescription;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannerTest {

    @Test
    void theChromeDriverThatIsNamedIsForBrowsersElsewhereToo() {
        ProviderDescription elsewhere =
                new ProviderDescription("browserless", List.of(), 0, 0, 60_000, List.of(), false);
        Map<String, String> values = Map.of(
                "browser.session.provider", "browserless",
                "browser.session.local.chromedriver", "/opt/chromedriver");
        Settings settings = new Settings(name -> Optional.ofNullable(values.get(name)), Map.of());

        SessionPlan plan = new Planner(Declared.NOTHING, settings, provider -> elsewhere).plan();

        assertThat(plan.driverSetting()).contains("/opt/chromedriver");
        assertThat(plan.spec().options()).isEmpty();
    }
}
