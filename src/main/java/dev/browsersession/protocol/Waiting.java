package dev.browsersession.protocol;

/**
 * Event: a session that the owner asked for is waited for, since there is no room for it.
 *
 * @param sentence for people: who waits, and for what
 */
public record Waiting(String sentence) implements Message {}
