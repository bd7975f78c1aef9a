package dev.browsersession.network;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A body that OkHttp may not send a second time: by itself it does where a status asks for it. */
public final class OneShotBody extends RequestBody {

    private final RequestBody body;

    private OneShotBody(RequestBody body) {
        this.body = body;
    }

    public static RequestBody of(RequestBody body) {
        return new OneShotBody(body);
    }

    @Override
    public MediaType contentType() {
        return body.contentType();
    }

    @Override
    public long contentLength() throws IOException {
        return body.contentLength();
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        body.writeTo(sink);
    }
}
