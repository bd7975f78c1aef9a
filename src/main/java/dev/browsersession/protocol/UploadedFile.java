package dev.browsersession.protocol;

/**
 * A file is on the browser's machine.
 *
 * @param path where it is there
 */
public record UploadedFile(String path) implements Message {}
