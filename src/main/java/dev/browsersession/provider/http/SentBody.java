package dev.browsersession.provider.http;

import dev.browsersession.network.OneShotBody;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;

/** What a request carries. It is sent once. */
final class SentBody {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final MediaType BYTES = MediaType.get("application/octet-stream");

    private SentBody() {}

    /** Null for a request that has none. */
    static RequestBody of(ProviderRequest request) {
        if (request.body() instanceof FilePart part) {
            return OneShotBody.of(file(part));
        }
        if (request.body() != null) {
            byte[] text = ServiceJson.write(request.body()).getBytes(StandardCharsets.UTF_8);
            return OneShotBody.of(RequestBody.create(text, JSON));
        }
        return request.method().equals("POST") ? RequestBody.EMPTY : null;
    }

    private static RequestBody file(FilePart part) {
        RequestBody file = RequestBody.create(part.file().toFile(), BYTES);
        return new MultipartBody.Builder()
                .setType(MultipartBody.FORM)
                .addFormDataPart(part.field(), part.file().getFileName().toString(), file)
                .build();
    }
}
