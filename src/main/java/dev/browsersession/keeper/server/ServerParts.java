package dev.browsersession.keeper.server;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What a dialect is made of.
 *
 * @param chromedriver finds a ChromeDriver when it is needed first; throws where there is none
 */
public record ServerParts(ServedSessions sessions, ServerOptions options, Supplier<Path> chromedriver) {}
