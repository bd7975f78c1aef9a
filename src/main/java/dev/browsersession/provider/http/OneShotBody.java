package dev.browsersession.provider.http;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A body that OkHttp may not send a second time. */
final class OneShotBody extends RequestBody {

    private static final MediaType BYTES = MediaType.get("application/octet-stream");

    private final RequestBody body;

    private OneShotBody(RequestBody body) {
        this.body = body;
    }

    static RequestBody of(FilePart part) {
        RequestBody file = RequestBody.create(part.file().toFile(), BYTES);
        return new OneShotBody(new MultipartBody.Builder()
                .setType(MultipartBody.FORM)
                .addFormDataPart(part.field(), part.file().getFileName().toString(), file)
                .build());
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
