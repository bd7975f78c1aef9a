package dev.browsersession.protocol;

/**
 * One option of a provider.
 *
 * @param key the full key, {@code provider.name}, as in {@code local.headless}
 * @param meaning one sentence for the user
 * @param defaultValue the value where none is given; null where there is none
 */
public record ProviderOption(String key, String meaning, String defaultValue) {}
