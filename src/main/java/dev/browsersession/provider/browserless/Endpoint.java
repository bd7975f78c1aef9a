package dev.browsersession.provider.browserless;

import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.http.ProviderClient;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Where a Browserless is, and in whose name it is asked.
 *
 * @param base its URL, with {@code http} or {@code https}
 * @param token empty for a server that wants none
 * @param client asks it
 */
record Endpoint(HttpUrl base, Optional<Secret> token, ProviderClient client) {

    static final String TOKEN = "BROWSERLESS_TOKEN";
    static final String URL = "BROWSERLESS_URL";

    private static final String CLOUD = "browserless.io";
    private static final String DEFAULT_REGION = "sfo";

    static Endpoint of(Map<String, String> options, Access access) throws ProviderFailure {
        Optional<String> option = BrowserlessOption.ENDPOINT.in(options);
        Optional<String> variable = credential(access, URL).map(Secret::value);
        String region = BrowserlessOption.REGION.in(options).orElse(DEFAULT_REGION);
        String url = option.or(() -> variable).orElse("https://production-" + region + "." + CLOUD);
        String source = option.isPresent() ? BrowserlessOption.ENDPOINT.key() : URL;
        ProviderClient client = ProviderClient.open(BrowserlessProvider.NAME, url, source, access.network());
        HttpUrl base = HttpUrl.get(client.baseUrl());
        Optional<Secret> token = credential(access, TOKEN);
        if (token.isEmpty() && isCloud(base)) {
            throw new ProviderFailure(
                    Failure.Kind.CONFIGURATION,
                    "Provider browserless needs the API token of an account at " + base.host()
                            + ": set the environment variable " + TOKEN + ", or, for a server of your own, " + URL
                            + ".");
        }
        return new Endpoint(
                base, token, token.map(it -> client.withQuery("token", it)).orElse(client));
    }

    private static Optional<Secret> credential(Access access, String name) {
        return Optional.ofNullable(access.credentials().get(name))
                .filter(it -> !it.value().isBlank())
                .map(it -> new Secret(it.value().strip()));
    }

    private static boolean isCloud(HttpUrl base) {
        return base.host().equals(CLOUD) || base.host().endsWith("." + CLOUD);
    }

    /** The host, and the port where it is not the usual one. */
    String name() {
        String host = base.host().indexOf(':') < 0 ? base.host() : "[" + base.host() + "]";
        return base.port() == HttpUrl.defaultPort(base.scheme()) ? host : host + ":" + base.port();
    }

    Secret identity() {
        return new Secret(base + "\n" + token.map(Secret::value).orElse(""));
    }

    /** A websocket below the base URL. */
    Secret socket(String path, Map<String, String> query) {
        HttpUrl.Builder url = base.newBuilder().addPathSegment(path);
        token.ifPresent(it -> url.addQueryParameter("token", it.value()));
        query.forEach(url::addQueryParameter);
        return asSocket(url.build());
    }

    /** A websocket that the server has named, with the token where it has none. Empty where it is no URL. */
    Optional<Secret> named(String socket) {
        HttpUrl url = socket == null ? null : HttpUrl.parse(socket.strip().replaceFirst("^(?i)ws(s?)://", "http$1://"));
        if (url == null) {
            return Optional.empty();
        }
        return Optional.of(asSocket(
                token.isPresent() && url.queryParameter("token") == null
                        ? url.newBuilder()
                                .addQueryParameter("token", token.get().value())
                                .build()
                        : url));
    }

    private static Secret asSocket(HttpUrl url) {
        return new Secret(url.toString().replaceFirst("^http", "ws"));
    }
}
