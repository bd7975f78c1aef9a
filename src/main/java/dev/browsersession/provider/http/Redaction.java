package dev.browsersession.provider.http;

import dev.browsersession.protocol.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Takes secrets out of what a service says: those that are known, and what looks like one. */
record Redaction(List<String> secrets) {

    static final Redaction NONE = new Redaction(List.of());

    private static final String HIDDEN = "[redacted]";

    /** A URL's user and query: there may be more in it than the secrets that are known. */
    private static final Pattern USER_OF_URL = Pattern.compile("(?i)(\\b(?:https?|wss?)://)[^/\\s\"'<>?#@]+@");

    private static final Pattern QUERY_OF_URL =
            Pattern.compile("(?i)(\\b(?:https?|wss?)://[^\\s\"'<>?#]*)[?#][^\\s\"'<>]+");

    /** As in {@code token=x}, {@code "signingKey": "x"} and {@code Authorization: Bearer x}; not as in prose. */
    private static final Pattern NAMED =
            Pattern.compile("(?i)\\b((?:x-)?[a-z_-]*(?:token|api-?_?key|signing-?_?key|secret|password)"
                    + "(?:\\s*=\\s*|:(?=\\S)|[\"']\\s*:\\s*)[\"']?)[^\\s\"'&,;<>}]+");

    private static final Pattern AUTHORIZATION =
            Pattern.compile("(?i)\\b(authorization[\"']?\\s*[:=]\\s*[\"']?)(?:(?:bearer|basic)\\s+)?[^\\s\"',;<>}]+");

    /** Shorter than this it is no secret, and would be found in every other word. */
    private static final int SHORTEST = 4;

    Redaction and(Secret secret) {
        if (secret.value().length() < SHORTEST) {
            return this;
        }
        List<String> more = new ArrayList<>(secrets);
        more.add(secret.value());
        more.add(URLEncoder.encode(secret.value(), StandardCharsets.UTF_8));
        // One may be a part of another.
        more.sort(Comparator.comparingInt(String::length).reversed());
        return new Redaction(List.copyOf(more));
    }

    String of(String text) {
        String redacted = text;
        for (String secret : secrets) {
            redacted = redacted.replace(secret, HIDDEN);
        }
        redacted = USER_OF_URL.matcher(redacted).replaceAll("$1" + HIDDEN + "@");
        redacted = QUERY_OF_URL.matcher(redacted).replaceAll("$1?" + HIDDEN);
        redacted = NAMED.matcher(redacted).replaceAll("$1" + HIDDEN);
        return AUTHORIZATION.matcher(redacted).replaceAll("$1" + HIDDEN);
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
