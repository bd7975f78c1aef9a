package dev.browsersession.webdriver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeleniumManagerBinariesTest {

    @Test
    void itsOwnWordsAreKeptWhereItFails() {
        ManagedBinaries.Answer answer =
                new SeleniumManagerBinaries().ask(List.of("--browser", "no-such-browser", "--offline"));

        assertThat(answer.browser()).isEmpty();
        assertThat(answer.driver()).isEmpty();
        assertThat(answer.words())
                .contains("no-such-browser")
                .doesNotContain("Build info", "Command failed", "System info");
    }
}
