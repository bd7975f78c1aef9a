package dev.browsersession.webdriver;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Lets Selenium say once per JVM, and not once per driver, that it has no typed DevTools module for this Chrome: a
 * driver per test would say it hundreds of times. Everything else passes, and a filter that was there keeps its say.
 */
final class CdpWarnings {

    private static final List<String> BEGINNINGS = List.of(
            "Unable to find CDP implementation matching",
            "Unable to find version of CDP to use",
            "Unable to find an exact match for CDP version");

    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    // Held here, because java.util.logging itself holds loggers, and so their filters, only weakly.
    private static final List<Logger> LOGGERS = List.of(
            Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder"),
            Logger.getLogger("org.openqa.selenium.chromium.ChromiumDriver"));

    private CdpWarnings() {}

    static synchronized void oncePerJvm() {
        LOGGERS.stream()
                .filter(logger -> !(logger.getFilter() instanceof Once))
                .forEach(logger -> logger.setFilter(new Once(logger.getFilter())));
    }

    private record Once(Filter before) implements Filter {

        @Override
        public boolean isLoggable(LogRecord said) {
            String message = String.valueOf(said.getMessage());
            boolean first = BEGINNINGS.stream()
                    .filter(message::startsWith)
                    .findFirst()
                    .map(SAID::add)
                    .orElse(true);
            return first && (before == null || before.isLoggable(said));
        }
    }
}
