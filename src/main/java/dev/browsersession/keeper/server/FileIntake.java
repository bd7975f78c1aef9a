package dev.browsersession.keeper.server;

import java.nio.file.Path;

/**
 * Where the file of a request goes while its body arrives.
 *
 * @param directory must be there
 * @param largest how many bytes the file may have
 */
public record FileIntake(Path directory, long largest) {}
