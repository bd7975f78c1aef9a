package dev.browsersession.keeper;

import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;

/**
 * An error as the W3C's WebDriver has it, so that every client makes its own exception of it.
 *
 * @param code one of the standard's error codes
 */
record WebDriverError(HttpResponseStatus status, String code, String message) {

    static WebDriverError unknown(String message) {
        return new WebDriverError(HttpResponseStatus.INTERNAL_SERVER_ERROR, "unknown error", message);
    }

    static WebDriverError noSession(String message) {
        return new WebDriverError(HttpResponseStatus.NOT_FOUND, "invalid session id", message);
    }

    static WebDriverError notCreated(String message) {
        return new WebDriverError(HttpResponseStatus.INTERNAL_SERVER_ERROR, "session not created", message);
    }

    static WebDriverError noCommand(String message) {
        return new WebDriverError(HttpResponseStatus.NOT_FOUND, "unknown command", message);
    }

    static WebDriverError refused(HttpResponseStatus status, String message) {
        return new WebDriverError(status, "unknown error", message);
    }

    static WebDriverError noWindow(String message) {
        return new WebDriverError(HttpResponseStatus.NOT_FOUND, "no such window", message);
    }

    WebDriverAnswer answer() {
        return new WebDriverAnswer(
                status, KeeperJson.write(Map.of("value", Map.of("error", code, "message", message, "stacktrace", ""))));
    }

    FullHttpResponse response(boolean keepAlive) {
        return answer().response(keepAlive);
    }
}
