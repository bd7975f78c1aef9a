package dev.browsersession.jupiter;

import dev.browsersession.Isolation;
import dev.browsersession.Scope;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.webdriver.ChromeOptionsParts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What declarations and settings come to.
 *
 * @param options what the user's configurer did to the ChromeOptions, split
 * @param browser the browser that was found on this machine; empty where the provider brings one
 * @param driverSetting where the user says that ChromeDriver is
 * @param minLeft the ttl that must be left before a test; empty to go by the tests' own durations
 */
record SessionPlan(
        SessionSpec spec,
        Scope scope,
        Isolation isolation,
        ChromeOptionsParts options,
        Optional<Path> browser,
        Optional<String> driverSetting,
        Optional<Duration> minLeft) {

    boolean freshContexts() {
        return isolation == Isolation.CONTEXT;
    }

    Duration ttl() {
        return Duration.ofMillis(spec.ttlMillis());
    }
}
