package dev.browsersession.provider.http;

import java.nio.file.Path;

/**
 * A request's body that is a form with one file.
 *
 * @param field the file's name in the form
 * @param file it is sent with its own name
 */
public record FilePart(String field, Path file) {}
