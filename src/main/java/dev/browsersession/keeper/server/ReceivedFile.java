package dev.browsersession.keeper.server;

import java.nio.file.Path;

/**
 * The file of a request's body, on disk.
 *
 * @param name as the client gave it: not to be trusted
 * @param path it is deleted when the request has been answered, unless it was moved away
 */
public record ReceivedFile(String name, Path path) {}
