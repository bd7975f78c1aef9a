package dev.browsersession.protocol;

import java.util.Objects;

/** A value that must not be read in a log, an exception or a report: {@link #toString()} hides it. */
public record Secret(String value) {

    public Secret {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
