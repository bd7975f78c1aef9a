package dev.browsersession.provider;

import dev.browsersession.protocol.Failure;
import java.time.Duration;
import java.util.Optional;

/**
 * A create was refused because of how many sessions there are, or how many were asked for: there is no session of it, and
 * later there may be one. The keeper waits, as long as the owner wants to, and asks again. The message has the provider's own
 * words.
 */
public final class LimitReached extends ProviderFailure {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> retryAfter;

    /** @param retryAfter how long to wait by the provider's own word; empty where it does not say */
    public LimitReached(String message, Optional<Duration> retryAfter) {
        super(Failure.Kind.LIMIT, message);
        this.retryAfter = retryAfter;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
