package dev.browsersession.protocol;

import java.util.List;

/**
 * The keeper's answer to {@link Hello}.
 *
 * @param pid the keeper's process id
 * @param log where the keeper writes its log
 * @param notices what people should know, in sentences: sessions that were left at a provider
 */
public record Welcome(long pid, String log, List<String> notices) implements Message {}
