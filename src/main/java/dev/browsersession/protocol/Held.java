package dev.browsersession.protocol;

/**
 * A view is held.
 *
 * @param untilEpochMillis until when, by the clock
 */
public record Held(long untilEpochMillis) implements Message {}
