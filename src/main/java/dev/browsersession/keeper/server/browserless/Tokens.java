package dev.browsersession.keeper.server.browserless;

import dev.browsersession.keeper.server.HttpCall;
import dev.browsersession.keeper.server.Key;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where Browserless' clients name their token.
 *
 * @param key the one that is right
 */
record Tokens(Key key) {

    void check(HttpCall call) throws Refusal {
        if (!key.opens(call.parameter("token")) && !key.opens(header(call))) {
            throw new Refusal(401, "Bad or missing authentication.");
        }
    }

    /** As a bearer token, or as the name or the password of basic authentication. */
    private static Optional<String> header(HttpCall call) {
        return call.header("Authorization").map(value -> {
            String[] parts = value.strip().split(" +", 2);
            return parts.length == 2 && parts[0].equalsIgnoreCase("basic") ? basic(parts[1]) : parts[parts.length - 1];
        });
    }

    private static String basic(String encoded) {
        try {
            String both = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
            return both.startsWith(":") ? both.substring(1) : both.replaceFirst(":.*$", "");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /**
     * What a URL that clients are given ends with: they use it as it is, also those who have named their token in a header. Empty
     * where none is needed.
     */
    String query() {
        return key.secret()
                .map(token -> "?token=" + URLEncoder.encode(token.value(), StandardCharsets.UTF_8))
                .orElse("");
    }
}
