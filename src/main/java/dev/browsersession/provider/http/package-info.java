/** What providers with an HTTP API have in common. A provider makes a {@code ProviderClient} for each account. */
package dev.browsersession.provider.http;
