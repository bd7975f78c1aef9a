package dev.browsersession.protocol;

/**
 * What became of a session that was to be stopped.
 *
 * @param session its id
 * @param verified whether it was seen to be gone
 * @param problem why not, as a sentence; null where nothing went wrong
 * @param livedMillis how long it lived
 */
public record Stopped(String session, boolean verified, String problem, long livedMillis) implements Message {}
