package dev.browsersession.keeper.server;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The answer to a request. */
public final class Reply {

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private Reply(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    public static Reply of(int status, String contentType, byte[] body) {
        return new Reply(status, Map.of("content-type", contentType), body.clone());
    }

    /**
     * An answer in JSON.
     *
     * @param value anything that {@link ServerJson#bytes} can write
     */
    public static Reply json(int status, Object value) {
        return of(status, "application/json; charset=UTF-8", ServerJson.bytes(value));
    }

    public static Reply text(int status, String text) {
        return of(status, "text/plain; charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply html(int status, String page) {
        return of(status, "text/html; charset=UTF-8", page.getBytes(StandardCharsets.UTF_8));
    }

    /** Without a body. */
    public static Reply empty(int status) {
        return new Reply(status, Map.of(), new byte[0]);
    }

    /** The same with a header more. */
    public Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public byte[] body() {
        return body.clone();
    }
}
