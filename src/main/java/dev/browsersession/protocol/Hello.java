package dev.browsersession.protocol;

/**
 * The first line of every owner.
 *
 * @param protocol {@link MessageTypes#PROTOCOL} of the owner
 * @param version the library version of the owner
 * @param pid the owner's process id, for messages to people
 */
public record Hello(int protocol, String version, long pid) implements Message {}
