package dev.browsersession.protocol;

/**
 * A session is leased to the owner that asked.
 *
 * @param lease the owner's claim on it; every later request names it
 * @param session the session as it is now
 * @param created whether it was created for this request; false where others had it before
 */
public record Acquired(String lease, SessionSnapshot session, boolean created) implements Message {}
