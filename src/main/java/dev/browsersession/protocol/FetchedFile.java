package dev.browsersession.protocol;

/**
 * The content of a download.
 *
 * @param path a file on this machine, which goes with the view
 */
public record FetchedFile(String path) implements Message {}
