package dev.browsersession.provider.http;

import dev.browsersession.network.HttpWay;
import dev.browsersession.network.Way;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** OkHttp, told to do nothing of its own accord: no retries, no redirects, no connection used twice. */
final class Transport {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(60);

    /** What all clients share. */
    private static final OkHttpClient PLAIN = new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            // A connection that the other side has just closed loses a request, and of a create nobody then knows the
            // outcome.
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectTimeout(CONNECT_LIMIT)
            .readTimeout(SILENCE_LIMIT)
            .writeTimeout(SILENCE_LIMIT)
            .build();

    private Transport() {}

    static OkHttpClient by(Way way) {
        return HttpWay.apply(way, PLAIN.newBuilder())
                .addNetworkInterceptor(new OneTry())
                .build();
    }
}
