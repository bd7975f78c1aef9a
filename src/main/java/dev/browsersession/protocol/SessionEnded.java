package dev.browsersession.protocol;

/** Event: a session that the owner leases has ended. */
public record SessionEnded(String session, SessionEnd end) implements Message {}
