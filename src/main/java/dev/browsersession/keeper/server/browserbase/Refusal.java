package dev.browsersession.keeper.server.browserbase;

import java.util.Map;

/** An answer that is no success: its status, and the sentence that goes into its body. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private static final Map<Integer, String> NAMES = Map.of(
            400, "Bad Request",
            401, "Unauthorized",
            402, "Payment Required",
            403, "Forbidden",
            404, "Not Found",
            410, "Gone",
            413, "Payload Too Large",
            429, "Too Many Requests",
            500, "Internal Server Error");

    private final int status;
    // Not carried along when serialised, which nobody does.
    private final transient Map<String, String> headers;

    Refusal(int status, String message) {
        this(status, message, Map.of());
    }

    Refusal(int status, String message, Map<String, String> headers) {
        super(message, null, false, false);
        if (!NAMES.containsKey(status)) {
            throw new IllegalArgumentException("no name for status " + status);
        }
        this.status = status;
        this.headers = headers;
    }

    static Refusal badRequest(String message) {
        return new Refusal(400, message);
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** Its body, to be written as JSON. */
    Map<String, Object> body() {
        return Map.of("statusCode", status, "error", NAMES.get(status), "message", getMessage());
    }
}
