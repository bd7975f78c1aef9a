package dev.browsersession.keeper.live;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer of a live view. */
public final class LiveAnswer {

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * What is answered.
     *
     * @param status as in 200
     * @param headers all but those that are the transport's: length, date, connection
     * @param body may be empty
     */
    public LiveAnswer(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body.clone();
    }

    static LiveAnswer of(int status, String type, byte[] body) {
        return new LiveAnswer(status, Map.of("Content-Type", type), body);
    }

    static LiveAnswer sentence(int status, String sentence) {
        return of(status, "text/plain; charset=utf-8", (sentence + "\n").getBytes(StandardCharsets.UTF_8));
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
