package dev.browsersession.webdriver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class CdpWarningsTest {

    private static final Logger LOGGER = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    @Test
    void aMissingModuleIsKeptBackAndEverythingElsePasses() {
        CdpWarnings.keepBack();
        CdpWarnings.keepBack();

        assertThat(allows("Unable to find CDP implementation matching {0}")).isFalse();
        assertThat(allows("something else")).isTrue();
        assertThat(allows("something else")).isTrue();
        assertThat(allows(null)).isTrue();
    }

    @Test
    void aFilterThatWasThereKeepsItsSay() {
        Filter installed = LOGGER.getFilter();
        try {
            LOGGER.setFilter(said -> !"unwanted".equals(said.getMessage()));
            CdpWarnings.keepBack();

            assertThat(allows("unwanted")).isFalse();
            assertThat(allows("wanted")).isTrue();
        } finally {
            LOGGER.setFilter(installed);
        }
    }

    private static boolean allows(String message) {
        return LOGGER.getFilter().isLoggable(new LogRecord(Level.WARNING, message));
    }
}
