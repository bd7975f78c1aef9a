package dev.browsersession.provider.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A body that OkHttp may not send a second time. */
final class JsonBody extends RequestBody {

    private static final MediaType JSON = MediaType.get("application/json");

    private final byte[] text;

    private JsonBody(byte[] text) {
        this.text = text;
    }

    /** Null for a request that has none. */
    static RequestBody of(ProviderRequest request) {
        if (request.body() instanceof FilePart part) {
            return OneShotBody.of(part);
        }
        if (request.body() != null) {
            return new JsonBody(ServiceJson.write(request.body()).getBytes(StandardCharsets.UTF_8));
        }
        return request.method().equals("POST") ? RequestBody.EMPTY : null;
    }

    @Override
    public MediaType contentType() {
        return JSON;
    }

    @Override
    public long contentLength() {
        return text.length;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(text);
    }
}
