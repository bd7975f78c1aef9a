package dev.browsersession.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.browsersession.ConfigurationException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @ParameterizedTest
    @CsvSource({"90s,PT90S", "5m,PT5M", "1h30m,PT90M", "500ms,PT0.5S", "2h,PT2H", "PT5M,PT5M", "pt1h,PT1H", "1H,PT1H"})
    void durationsAreReadAsPeopleWriteThem(String text, Duration duration) {
        assertThat(Values.duration(text, "ttl")).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "1.5",
                "",
                "m",
                "5 m",
                "5m1h",
                "five",
                "PT",
                "-5m",
                "0s",
                "PT-5M",
                "PT9999999999999H",
                "999999999h"
            })
    void whatIsNoDurationIsRefusedWithItsSource(String text) {
        assertThatThrownBy(() -> Values.duration(text, "browser.session.ttl"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("browser.session.ttl ")
                .hasMessageContaining("\"" + text + "\"");
    }

    @Test
    void noTimeAtAllIsTooShort() {
        assertThatThrownBy(() -> Values.duration("0s", "ttl"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("ttl must be longer than 0, but is \"0s\".");
    }

    @ParameterizedTest
    @CsvSource({"PT0.25S,250ms", "PT3S,3s", "PT2.5S,2.5s", "PT5M,5m", "PT90M,1h30m", "PT1H1S,1h1s"})
    void durationsAreShownAsPeopleWriteThem(Duration duration, String text) {
        assertThat(Values.readable(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "keepAlive,BROWSER_SESSION_KEEP_ALIVE",
        "local.window-size,BROWSER_SESSION_LOCAL_WINDOW_SIZE",
        "override.ttl,BROWSER_SESSION_OVERRIDE_TTL"
    })
    void namesOfVariablesFollowFromThoseOfSettings(String name, String variable) {
        Settings settings = new Settings(parameter -> Optional.empty(), Map.of(variable, " value "));
        assertThat(settings.find(name)).hasValue(new Settings.Value("value", variable));
    }

    @Test
    void aParameterWinsOverAVariableAndABlankOneIsNone() {
        Map<String, String> variables = Map.of("BROWSER_SESSION_TTL", "5m");
        Settings settings = new Settings(
                parameter ->
                        Optional.ofNullable(Map.of("browser.session.ttl", "3m").get(parameter)),
                variables);
        assertThat(settings.text("ttl")).hasValue("3m");
        assertThat(new Settings(parameter -> Optional.of(" "), Map.of()).text("ttl"))
                .isEmpty();
    }
}
