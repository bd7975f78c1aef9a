package dev.browsersession.protocol;

/** The default contexts asked for are this owner's, until it says {@link Unclaim} or is gone. */
public record Claimed(String claim) implements Message {}
