package dev.browsersession.keeper;

import java.time.Duration;

/** How long a provider may take for what it is asked; what {@link dev.browsersession.provider.SessionProvider} promises. */
record CallLimits(Duration create, Duration stop, Duration other) {

    static final CallLimits USUAL =
            new CallLimits(Duration.ofMinutes(2), Duration.ofSeconds(20), Duration.ofSeconds(15));
}
