package dev.browsersession.cdp;

import io.netty.handler.codec.http.FullHttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a server answered instead of opening a websocket. It may repeat secrets of the request.
 *
 * @param headers by name, whatever its case
 */
public record RefusedHandshake(int status, Map<String, List<String>> headers, String body) {

    static RefusedHandshake of(FullHttpResponse response) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.headers()
                .names()
                .forEach(name -> headers.put(name, response.headers().getAll(name)));
        return new RefusedHandshake(
                response.status().code(), headers, response.content().toString(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "status " + status;
    }
}
