package dev.browsersession.keeper;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
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

    FullHttpResponse response(boolean keepAlive) {
        String body = KeeperJson.write(Map.of("value", Map.of("error", code, "message", message, "stacktrace", "")));
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE);
        HttpUtil.setContentLength(response, response.content().readableBytes());
        HttpUtil.setKeepAlive(response, keepAlive);
        return response;
    }
}
