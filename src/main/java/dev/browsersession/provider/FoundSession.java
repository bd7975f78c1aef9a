package dev.browsersession.provider;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A session that a provider lists as running.
 *
 * @param id the provider's id
 * @param tag what it was marked with, see {@link Surroundings#tag()}
 * @param created when, by the provider's clock; empty where it does not say
 */
public record FoundSession(String id, String tag, Optional<Instant> created) {

    public FoundSession {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(created, "created");
    }
}
