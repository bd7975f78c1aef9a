package dev.browsersession.provider;

import java.util.List;
import java.util.Map;

/**
 * What a service answered to who wanted to connect to a session. It may repeat secrets of the request.
 *
 * @param headers by name, whatever its case
 */
public record RefusedConnection(int status, Map<String, List<String>> headers, String body) {

    @Override
    public String toString() {
        return "status " + status;
    }
}
