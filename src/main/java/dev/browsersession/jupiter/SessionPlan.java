package dev.browsersession.jupiter;

import dev.browsersession.Isolation;
import dev.browsersession.Scope;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.webdriver.ChromeOptionsParts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What declarations and settings come to.
 *
 * @param shared how the session is shared; empty for one of its own
 * @param options what the user's configurer did to the ChromeOptions, split
 * @param browser the browser that was found on this machine; empty where the provider brings one
 * @param driverSetting where the user says that ChromeDriver is
 * @param minLeft the ttl that must be left before a test; empty to go by the tests' own durations
 * @param acquireTimeout how long to wait for what others have
 * @param credentials the environment variables that the provider reads
 */
record SessionPlan(
        SessionSpec spec,
        Scope scope,
        Isolation isolation,
        Optional<SharedUse> shared,
        ChromeOptionsParts options,
        Optional<Path> browser,
        Optional<String> driverSetting,
        Optional<Duration> minLeft,
        Duration acquireTimeout,
        List<String> credentials) {

    private static final Duration LEAST_LEFT = Duration.ofSeconds(30);

    boolean freshContexts() {
        return isolation == Isolation.CONTEXT;
    }

    /** How much of the ttl must be left before a test, by default twice what the longest test so far took. */
    Duration minLeft(Duration longestTest) {
        Duration half = ttl().dividedBy(2);
        Duration twiceLongest = longestTest.multipliedBy(2);
        Duration usual = twiceLongest.compareTo(LEAST_LEFT) > 0 ? twiceLongest : LEAST_LEFT;
        return minLeft.orElse(usual.compareTo(half) > 0 ? half : usual);
    }

    Duration ttl() {
        return Duration.ofMillis(spec.ttlMillis());
    }
}
