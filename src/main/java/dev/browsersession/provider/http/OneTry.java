package dev.browsersession.provider.http;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
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
        String wait = response.header("retry-after");
        Response.Builder answer =
                response.newBuilder().removeHeader("retry-after").removeHeader(RETRY_AFTER);
        return (wait == null ? answer : answer.header(RETRY_AFTER, wait)).build();
    }
}
