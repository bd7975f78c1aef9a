package dev.browsersession.keeper;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;

/** Heads as they are passed on: without what concerns one connection only. */
final class ProxiedHeaders {

    private static final List<String> HOP_BY_HOP = List.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "upgrade",
            "http2-settings",
            "expect");

    private ProxiedHeaders() {}

    static HttpRequest request(HttpRequest request, DriverAddress driver, String pathAndQuery) {
        HttpHeaders headers = request.headers().copy();
        removeHopByHop(headers);
        headers.set(HttpHeaderNames.HOST, driver.authority());
        driver.headers().forEach(headers::set);
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, request.method(), driver.target(pathAndQuery), headers);
    }

    static HttpResponse response(HttpResponse response, boolean keepAlive) {
        HttpHeaders headers = response.headers().copy();
        removeHopByHop(headers);
        HttpResponse passedOn = new DefaultHttpResponse(HttpVersion.HTTP_1_1, response.status(), headers);
        int status = response.status().code();
        boolean bodyless = status == 204 || status == 304;
        if (!bodyless && !HttpUtil.isContentLengthSet(passedOn) && !HttpUtil.isTransferEncodingChunked(passedOn)) {
            // Its end was to be the connection's end, but ours goes on.
            HttpUtil.setTransferEncodingChunked(passedOn, true);
        }
        HttpUtil.setKeepAlive(passedOn, keepAlive);
        return passedOn;
    }

    private static void removeHopByHop(HttpHeaders headers) {
        for (String named : headers.getAll(HttpHeaderNames.CONNECTION)) {
            for (String name : named.split(",")) {
                if (!name.isBlank()) {
                    headers.remove(name.strip());
                }
            }
        }
        HOP_BY_HOP.forEach(headers::remove);
    }
}
