package dev.browsersession.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalPauseTest {

    private final RefusalPause pause = new RefusalPause();

    private long untold(boolean again) {
        return pause.after(Optional.empty(), again);
    }

    @ParameterizedTest
    @CsvSource({"0, 250, 275", "249, 250, 275", "7000, 7000, 7700", "60000, 60000, 61000"})
    void isWhatTheProviderSaysAndALittleMoreButNeverNone(long told, long least, long most) {
        for (int i = 0; i < 100; i++) {
            assertThat(pause.after(Optional.of(Duration.ofMillis(told)), true)).isBetween(least, most);
        }
        assertThat(untold(false)).as("what was told does not count").isBetween(875L, 1_125L);
    }

    @RepeatedTest(10)
    void isLongerEachTimeUpToAQuarterOfAMinuteWhereTheProviderDoesNotSay() {
        assertThat(untold(false)).isBetween(875L, 1_125L);
        assertThat(untold(false)).as("of another that was refused beside it").isBetween(875L, 1_125L);
        assertThat(untold(true)).isBetween(1_750L, 2_250L);
        assertThat(untold(true)).isBetween(3_500L, 4_500L);
        assertThat(untold(true)).isBetween(7_000L, 9_000L);
        assertThat(untold(true)).isBetween(13_125L, 16_875L);
        assertThat(untold(true)).isBetween(13_125L, 16_875L);
        pause.reset();
        assertThat(untold(false)).isBetween(875L, 1_125L);
    }
}
