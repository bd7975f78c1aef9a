package dev.browsersession.protocol;

/**
 * A lease was given back and its session, a shared one, goes on.
 *
 * @param session its id
 * @param why what it goes on for, as the end of a sentence
 */
public record Kept(String session, String why) implements Message {}
