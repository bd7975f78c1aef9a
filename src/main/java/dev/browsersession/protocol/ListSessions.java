package dev.browsersession.protocol;

/** An operator asks for all sessions, of every owner; answered by {@link SessionList}. */
public record ListSessions() implements Message {}
