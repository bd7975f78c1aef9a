package dev.browsersession.protocol;

/** The request was carried out and there is nothing more to say. */
public record Done() implements Message {}
