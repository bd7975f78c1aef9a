package dev.browsersession.protocol;

/**
 * Event: sessions of earlier runs were found at a provider.
 *
 * @param sentence for people: which, and what became of them
 */
public record Swept(String sentence) implements Message {}
