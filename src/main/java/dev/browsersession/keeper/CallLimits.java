package dev.browsersession.keeper;

import dev.browsersession.cdp.Patience;
import java.time.Duration;

/** How long a provider may take for what it is asked; what {@link dev.browsersession.provider.SessionProvider} promises. */
record CallLimits(Duration create, Duration stop, Duration other) {

    static final CallLimits USUAL = new CallLimits(
            Duration.ofMinutes(2), Patience.of(Duration.ofSeconds(20)), Patience.of(Duration.ofSeconds(15)));
}
