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
    private final boolean overWithTime;

    /**
     * Where there are too many sessions, or it is not known of what there is too much.
     *
     * @param retryAfter how long to wait by the provider's own word; empty where it does not say. The keeper asks earlier where
     *     a session of the account is stopped meanwhile
     */
    public LimitReached(String message, Optional<Duration> retryAfter) {
        this(message, retryAfter, false);
    }

    private LimitReached(String message, Optional<Duration> retryAfter, boolean overWithTime) {
        super(Failure.Kind.LIMIT, message);
        this.retryAfter = retryAfter;
        this.overWithTime = overWithTime;
    }

    /**
     * Where too many sessions were asked for in a time, so that no session's end makes room for another: the keeper asks when the
     * time is over, and not before.
     *
     * @param retryAfter how long to wait by the provider's own word; empty where it does not say
     */
    public static LimitReached inATime(String message, Optional<Duration> retryAfter) {
        return new LimitReached(message, retryAfter, true);
    }

    /** Whether nothing but waiting helps. */
    public boolean isOverWithTime() {
        return overWithTime;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
