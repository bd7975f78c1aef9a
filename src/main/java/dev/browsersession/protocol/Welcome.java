package dev.browsersession.protocol;

/**
 * The keeper's answer to {@link Hello}.
 *
 * @param pid the keeper's process id
 * @param log where the keeper writes its log
 */
public record Welcome(long pid, String log) implements Message {}
