package dev.browsersession.protocol;

/**
 * A session was created and is leased to the owner that asked.
 *
 * @param lease the owner's claim; every later request names it
 * @param session the session as it is now
 */
public record Acquired(String lease, SessionSnapshot session) implements Message {}
