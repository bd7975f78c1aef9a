package dev.browsersession.keeper.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** One request, whole. */
public final class HttpCall {

    private final String method;
    private final String target;
    private final String path;
    private final Map<String, List<String>> query;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Optional<ReceivedFile> file;
    private final boolean fileTooLarge;

    private HttpCall(
            String method,
            String target,
            String path,
            Map<String, List<String>> query,
            Map<String, String> headers,
            byte[] body,
            Optional<UploadRequest> upload) {
        this.method = method;
        this.target = target;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
        this.file = upload.flatMap(UploadRequest::file);
        this.fileTooLarge = upload.filter(UploadRequest::isTooLarge).isPresent();
    }

    /**
     * What was sent.
     *
     * @param target path and query, as they came
     * @param headers of several with one name, the first
     * @throws IllegalArgumentException where the target is not one
     */
    static HttpCall of(
            String method, String target, Map<String, String> headers, byte[] body, Optional<UploadRequest> upload) {
        QueryStringDecoder decoder = new QueryStringDecoder(target);
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach(byName::putIfAbsent);
        return new HttpCall(method, target, decoder.path(), decoder.parameters(), byName, body, upload);
    }

    /** In capitals. */
    public String method() {
        return method;
    }

    /** Path and query, as they came. The query may hold a token. */
    public String target() {
        return target;
    }

    /** Decoded; begins with a slash. */
    public String path() {
        return path;
    }

    /** Whether it asks for a path with a method. */
    public boolean is(String wantedMethod, String wantedPath) {
        return method.equals(wantedMethod) && path.equals(wantedPath);
    }

    /** What follows a prefix of the path, as one segment; empty where the path is another. */
    public Optional<String> after(String prefix) {
        String rest = path.startsWith(prefix) ? path.substring(prefix.length()) : "";
        return rest.isEmpty() || rest.contains("/") ? Optional.empty() : Optional.of(rest);
    }

    /** The parameters of the query, in their order. */
    public Map<String, List<String>> query() {
        return query;
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).map(values -> values.get(0));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** How the client calls this server: {@code name:port}. */
    public String authority() {
        return header(HttpHeaderNames.HOST.toString()).orElse("127.0.0.1");
    }

    public byte[] body() {
        return body.clone();
    }

    /** What was taken out of the body, as its dialect has wished. */
    public Optional<ReceivedFile> file() {
        return file;
    }

    /** Whether the body had a file that was not taken for its size. */
    public boolean isFileTooLarge() {
        return fileTooLarge;
    }

    /**
     * Reads the body.
     *
     * @throws IllegalArgumentException with the end of a sentence
     */
    public JsonNode json() {
        return ServerJson.read(body);
    }

    /** Without its query, which may hold a token. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
