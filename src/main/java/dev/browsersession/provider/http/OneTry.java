package dev.browsersession.provider.http;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Sees each request as it goes on the wire: it goes there once. */
final class OneTry implements Interceptor {

    /** OkHttp sends a request again that was answered with 503 and a waiting time of nought, so the header gets this name. */
    static final String RETRY_AFTER = "x-kept-retry-after";

    /** Tag of a request: whether it has been sent, so that the other side may have acted on it. */
    static final class Sent {
        private final AtomicBoolean sent = new AtomicBoolean();

        boolean isSent() {
            return sent.get();
        }
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Sent sent = request.tag(Sent.class);
        if (sent != null && sent.sent.getAndSet(true)) {
            throw new IOException("it would have been sent a second time");
        }
        Response response = chain.proceed(request);
        return response.newBuilder().headers(renamed(response.headers())).build();
    }

    /** With the waiting time under the name by which it is known here. */
    static Headers renamed(Headers headers) {
        String wait = headers.get("retry-after");
        Headers.Builder answer = headers.newBuilder().removeAll("retry-after").removeAll(RETRY_AFTER);
        return (wait == null ? answer : answer.set(RETRY_AFTER, wait)).build();
    }
}
