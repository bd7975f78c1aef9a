package dev.browsersession.protocol;

import java.util.Map;

/**
 * Which session is wanted: everything that makes one session different from another.
 *
 * @param provider the provider's name
 * @param ttlMillis the longest it may live, from its creation, in milliseconds
 * @param keepAlive whether it survives a disconnect
 * @param options the provider's options by full key, checked against its {@link ProviderDescription}
 * @param launch what the browser is launched with
 */
public record SessionSpec(
        String provider, long ttlMillis, boolean keepAlive, Map<String, String> options, BrowserLaunch launch) {

    public SessionSpec {
        provider = Components.required(provider, "provider");
        if (ttlMillis <= 0) {
            throw new IllegalArgumentException("ttl must be positive, was " + ttlMillis + " ms");
        }
        options = options == null ? Map.of() : Map.copyOf(options);
        launch = launch == null ? BrowserLaunch.NONE : launch;
    }
}
