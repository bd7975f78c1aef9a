package dev.browsersession.jupiter;

import dev.browsersession.config.Settings;
import dev.browsersession.config.Values;
import dev.browsersession.protocol.SharedName;
import java.time.Duration;
import java.util.Optional;

/**
 * How a plan shares its session.
 *
 * @param linger how long the session waits for its next lease after its run
 */
record SharedUse(SharedName name, Duration linger) {

    /** Where CI is set, nothing waits for a next run: the machine is somebody else's by then. */
    static SharedUse of(SharedName name, Settings settings) {
        Optional<Duration> linger = onCi(settings)
                ? Optional.empty()
                : settings.find("linger").map(value -> Values.durationOrZero(value.text(), value.source()));
        return new SharedUse(name, linger.orElse(Duration.ZERO));
    }

    static boolean onCi(Settings settings) {
        String ci = settings.environment().getOrDefault("CI", "");
        return !ci.isBlank() && !ci.equalsIgnoreCase("false");
    }
}
