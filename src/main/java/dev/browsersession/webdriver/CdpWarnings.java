package dev.browsersession.webdriver;

import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Keeps back what Selenium says of every driver that has no typed DevTools module for its Chrome. It is not true here: DevTools
 * of a view work without one, and what does need one says so when it is used. Everything else passes, and a filter that was
 * there keeps its say.
 */
final class CdpWarnings {

    private static final List<String> BEGINNINGS = List.of(
            "Unable to find CDP implementation matching",
            "Unable to find version of CDP to use",
            "Unable to find an exact match for CDP version");

    // Held here, because java.util.logging itself holds loggers, and so their filters, only weakly.
    private static final List<Logger> LOGGERS = List.of(
            Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder"),
            Logger.getLogger("org.openqa.selenium.chromium.ChromiumDriver"));

    private CdpWarnings() {}

    static synchronized void keepBack() {
        LOGGERS.stream()
                .filter(logger -> !(logger.getFilter() instanceof KeptBack))
                .forEach(logger -> logger.setFilter(new KeptBack(logger.getFilter())));
    }

    private record KeptBack(Filter before) implements Filter {

        @Override
        public boolean isLoggable(LogRecord said) {
            String message = String.valueOf(said.getMessage());
            boolean wanted = BEGINNINGS.stream().noneMatch(message::startsWith);
            return wanted && (before == null || before.isLoggable(said));
        }
    }
}
