package dev.browsersession.protocol;

/** Asks what a provider accepts; answered by {@link ProviderDescription}. Starts nothing. */
public record Describe(String provider) implements Message {

    public Describe {
        provider = Components.required(provider, "provider");
    }
}
