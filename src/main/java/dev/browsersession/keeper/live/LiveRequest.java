package dev.browsersession.keeper.live;

import java.util.Map;
import java.util.Optional;

/**
 * A request to a live view, however it arrived.
 *
 * @param method as in {@code GET}
 * @param path what follows the place where the live view is mounted, still encoded, beginning with a slash
 * @param query what follows the question mark, still encoded; null where there is none
 * @param headers by their names in lower case; what was sent several times is joined with commas
 */
public record LiveRequest(String method, String path, String query, Map<String, String> headers) {

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
