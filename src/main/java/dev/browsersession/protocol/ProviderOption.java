package dev.browsersession.protocol;

/**
 * One option of a provider.
 *
 * @param key the full key, {@code provider.name}, as in {@code local.headless}; with {@code *} at its end any name in that place
 * @param meaning one sentence for the user
 * @param defaultValue the value where none is given; null where there is none
 */
public record ProviderOption(String key, String meaning, String defaultValue) {

    /** Whether a key is this option, or one of those that it stands for. */
    public boolean covers(String other) {
        String prefix = key.endsWith("*") ? key.substring(0, key.length() - 1) : null;
        return prefix == null ? key.equals(other) : other.startsWith(prefix) && other.length() > prefix.length();
    }
}
