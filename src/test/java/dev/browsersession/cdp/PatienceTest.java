package dev.browsersession.cdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

    @Test
    void limitsAreAsTheyAreWrittenUnlessSomebodyIsInHaste() {
        Duration limit = Duration.ofSeconds(10);
        assertThat(Patience.of(limit)).isEqualTo(limit);
        assertThat(Patience.of(limit, 5)).isEqualTo(Duration.ofSeconds(2));
    }
}
