package dev.browsersession.keeper;

import dev.browsersession.network.Way;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/** A WebDriver server: where requests go, what they carry, and how its host is reached. The headers may be secret. */
record DriverAddress(URI baseUrl, Map<String, String> headers, Way way) {

    DriverAddress {
        if (baseUrl.getHost() == null || !("http".equals(scheme(baseUrl)) || "https".equals(scheme(baseUrl)))) {
            throw new IllegalArgumentException("a WebDriver server has an http or https URL");
        }
        headers = Map.copyOf(headers);
    }

    /** Of one that is not far. */
    DriverAddress(URI baseUrl, Map<String, String> headers) {
        this(baseUrl, headers, Way.DIRECT);
    }

    boolean secure() {
        return "https".equals(scheme(baseUrl));
    }

    String host() {
        return baseUrl.getHost();
    }

    int port() {
        if (baseUrl.getPort() >= 0) {
            return baseUrl.getPort();
        }
        return secure() ? 443 : 80;
    }

    String authority() {
        return baseUrl.getPort() < 0 ? host() : host() + ":" + baseUrl.getPort();
    }

    /** The request target of a path below the base URL; a query of the base URL, which may be a token, is kept. */
    String target(String pathAndQuery) {
        String basePath =
                baseUrl.getRawPath() == null ? "" : baseUrl.getRawPath().replaceFirst("/+$", "");
        if (baseUrl.getRawQuery() == null) {
            return basePath + pathAndQuery;
        }
        return basePath + pathAndQuery + (pathAndQuery.indexOf('?') < 0 ? "?" : "&") + baseUrl.getRawQuery();
    }

    @Override
    public String toString() {
        return authority();
    }

    private static String scheme(URI url) {
        return url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    }
}
