package dev.browsersession.webdriver;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A tool that finds or downloads browsers and drivers. */
@FunctionalInterface
interface ManagedBinaries {

    Answer ask(List<String> arguments);

    /**
     * What it said.
     *
     * @param browser the browser that it found
     * @param driver the driver that it found
     * @param words its own words where it found nothing; may be empty
     */
    record Answer(Optional<Path> browser, Optional<Path> driver, String words) {

        static Answer nothing(String words) {
            return new Answer(Optional.empty(), Optional.empty(), words);
        }
    }
}
