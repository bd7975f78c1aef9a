package dev.browsersession.keeper;

import dev.browsersession.cdp.CdpError;
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

    static WebDriverError invalid(String message) {
        return new WebDriverError(HttpResponseStatus.BAD_REQUEST, "invalid argument", message);
    }

    /** In the words of ChromeDriver. */
    static WebDriverError of(CdpError error) {
        return switch (error.code()) {
            case CdpError.INVALID_PARAMS -> invalid("invalid argument: " + error.message());
            case CdpError.NO_METHOD -> noCommand("unknown command: " + error.message());
            case CdpError.NO_SESSION -> noWindow("no such window: " + error.message());
            default -> unknown("unknown error: unhandled inspector error: " + KeeperJson.write(error));
        };
    }

    WebDriverAnswer answer() {
        return new WebDriverAnswer(
                status, KeeperJson.write(Map.of("value", Map.of("error", code, "message", message, "stacktrace", ""))));
    }

    FullHttpResponse response(boolean keepAlive) {
        return answer().response(keepAlive);
    }
}
