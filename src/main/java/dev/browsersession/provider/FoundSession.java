package dev.browsersession.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A session that a provider lists as running.
 *
 * @param id the provider's id
 * @param tag what it was marked with, see {@link Surroundings#tag()}
 * @param created when, by the provider's clock; empty where it does not say
 * @param listed when the provider was asked, by its clock; empty where it does not say
 */
public record FoundSession(String id, String tag, Optional<Instant> created, Optional<Instant> listed) {

    public FoundSession {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(listed, "listed");
    }

    /** One of a provider that does not say what time it is there. */
    public FoundSession(String id, String tag, Optional<Instant> created) {
        this(id, tag, created, Optional.empty());
    }

    /**
     * How long there has been this session; empty where the provider does not say.
     *
     * @param here the time by this machine's clock, for a provider that does not say what time it is there
     */
    public Optional<Duration> age(Instant here) {
        return created.map(then -> Duration.between(then, listed.orElse(here)));
    }
}
