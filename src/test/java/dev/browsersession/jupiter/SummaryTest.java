package dev.browsersession.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SummaryTest {

    private final Summary summary = new Summary();

    @Test
    void sessionsAtServicesAreListedWithTheirPages() {
        summary.sessionStarted();
        summary.watchable("a1", "https://live.example/a1");
        summary.watchable("b2", "https://live.example/b2");

        assertThat(summary.text())
                .endsWith(" Live views: a1 at https://live.example/a1, b2 at https://live.example/b2.");
    }

    @Test
    void ofManyPagesTheFirstAreListed() {
        for (int session = 1; session <= 8; session++) {
            summary.watchable("s" + session, "https://live.example/");
        }

        assertThat(summary.text())
                .contains("s5 at https://live.example/, and 3 more.")
                .doesNotContain("s6");
    }

    @Test
    void withoutThemNothingIsSaid() {
        summary.sessionStarted();

        assertThat(summary.text()).doesNotContain("Live view");
    }
}
