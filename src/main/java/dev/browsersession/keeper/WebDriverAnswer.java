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
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An answer to a WebDriver command. */
record WebDriverAnswer(HttpResponseStatus status, String body) {

    /** @param value may be null */
    static WebDriverAnswer value(Object value) {
        Map<String, Object> body = new HashMap<>();
        body.put("value", value);
        return new WebDriverAnswer(HttpResponseStatus.OK, KeeperJson.write(body));
    }

    boolean isSuccess() {
        return status.equals(HttpResponseStatus.OK);
    }

    JsonNode value() {
        return KeeperJson.read(body, JsonNode.class).path("value");
    }

    /** What it says went wrong; of what is no WebDriver answer, the status. */
    String message() {
        try {
            return value().path("message").asString("status " + status);
        } catch (IllegalArgumentException e) {
            return "status " + status;
        }
    }

    /** The standard's word for what went wrong; empty where nothing did. */
    String error() {
        return isSuccess() ? "" : value().path("error").asString("");
    }

    FullHttpResponse response(boolean keepAlive) {
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
