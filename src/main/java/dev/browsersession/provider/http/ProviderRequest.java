package dev.browsersession.provider.http;

import dev.browsersession.protocol.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a provider asks of its service. {@code ProviderRequest.get("how session x is", "v1", "sessions", "x")} is a GET below
 * the client's base URL.
 *
 * @param method of HTTP
 * @param asked what for, as in "asked to create a session"
 * @param path below the base URL, in segments that are not encoded yet
 * @param url the whole URL, where the service has named one; otherwise null
 * @param query parameters of the URL
 * @param body becomes JSON, but for a {@link FilePart}; null for none
 * @param limit for all of it, from looking up the host to the last byte of the answer
 * @param creates whether there may be a session of it, so that a lost answer is an {@code OutcomeUnknown}
 */
public record ProviderRequest(
        String method,
        String asked,
        List<String> path,
        Secret url,
        Map<String, String> query,
        Object body,
        Duration limit,
        boolean creates) {

    /** Below what the keeper grants a provider for a create (two minutes), and for anything but a create and a stop (15 s). */
    private static final Duration CREATE_LIMIT = Duration.ofSeconds(100);

    private static final Duration LIMIT = Duration.ofSeconds(12);

    public static ProviderRequest get(String asked, String... path) {
        return plain("GET", asked, path);
    }

    public static ProviderRequest delete(String asked, String... path) {
        return plain("DELETE", asked, path);
    }

    public static ProviderRequest post(String asked, Object body, String... path) {
        return new ProviderRequest("POST", asked, List.of(path), null, Map.of(), body, LIMIT, false);
    }

    /** A POST of which there may be a session. */
    public static ProviderRequest create(Object body, String... path) {
        return new ProviderRequest(
                "POST", "to create a session", List.of(path), null, Map.of(), body, CREATE_LIMIT, true);
    }

    private static ProviderRequest plain(String method, String asked, String... path) {
        return new ProviderRequest(method, asked, List.of(path), null, Map.of(), null, LIMIT, false);
    }

    /** To a URL that the service has named. Its query is kept, its scheme and host too. */
    public ProviderRequest to(Secret named) {
        return new ProviderRequest(method, asked, List.of(), named, query, body, limit, creates);
    }

    public ProviderRequest query(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new ProviderRequest(method, asked, path, url, more, body, limit, creates);
    }

    public ProviderRequest within(Duration other) {
        return new ProviderRequest(method, asked, path, url, query, body, other, creates);
    }

    public ProviderRequest {
        path = new ArrayList<>(path);
        query = new LinkedHashMap<>(query);
    }

    @Override
    public String toString() {
        return method + " " + asked;
    }
}
