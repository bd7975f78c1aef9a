package dev.browsersession.keeper;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the path of a request says: {@code /<secret>/session/<id>/…}.
 *
 * @param pathAndQuery what comes after the secret
 * @param segments the path's parts after the secret, without empty ones
 */
record FrontRequest(String secret, HttpMethod method, String pathAndQuery, List<String> segments) {

    static FrontRequest of(HttpRequest request) {
        String uri = request.uri();
        int end = uri.indexOf('/', 1);
        String secret = uri.startsWith("/") ? uri.substring(1, end < 0 ? uri.length() : end) : "";
        String rest = end < 0 ? "/" : uri.substring(end);
        List<String> segments = Arrays.stream(rest.split("\\?", 2)[0].split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
        return new FrontRequest(secret, request.method(), rest, segments);
    }

    /** A page in some browser could send requests here; it cannot keep its browser from naming it, or this host by its name. */
    static Optional<WebDriverError> refusal(HttpRequest request, int port) {
        if (request.decoderResult().isFailure()) {
            return Optional.of(WebDriverError.refused(HttpResponseStatus.BAD_REQUEST, "This is not an HTTP request."));
        }
        HttpHeaders headers = request.headers();
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() != 1
                || !List.of("127.0.0.1:" + port, "localhost:" + port).contains(hosts.get(0))) {
            return Optional.of(
                    WebDriverError.refused(HttpResponseStatus.FORBIDDEN, "The Host header does not name this port."));
        }
        if (headers.contains(HttpHeaderNames.ORIGIN)) {
            return Optional.of(
                    WebDriverError.refused(HttpResponseStatus.FORBIDDEN, "Pages may not send WebDriver requests."));
        }
        return Optional.empty();
    }

    /** What must not reach a driver that others use too. */
    Optional<WebDriverError> refusal(FrontRoute route) {
        if (segments.size() == 1 && List.of("shutdown", "sessions").contains(segments.get(0))) {
            return Optional.of(WebDriverError.noCommand(
                    "/" + segments.get(0) + " concerns other views too and is not passed on."));
        }
        return session()
                .filter(route::isForeign)
                .map(id -> WebDriverError.noSession("The WebDriver session " + id + " belongs to another view."));
    }

    boolean opensSession() {
        return method.equals(HttpMethod.POST) && segments.equals(List.of("session"));
    }

    boolean endsSession() {
        return method.equals(HttpMethod.DELETE)
                && segments.size() == 2
                && session().isPresent();
    }

    Optional<String> session() {
        return segments.size() >= 2 && segments.get(0).equals("session")
                ? Optional.of(segments.get(1))
                : Optional.empty();
    }
}
