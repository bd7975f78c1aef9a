package dev.browsersession.provider.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Points in time as services write them: {@code 2025-01-31T10:00:00.123Z}, or with {@code +00:00} and six digits. */
public final class Timestamps {

    private Timestamps() {}

    /** Empty where there is none, or none that can be read: nothing that matters may depend on it. */
    public static Optional<Instant> read(String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
