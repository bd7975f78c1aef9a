package dev.browsersession.provider.http;

import dev.browsersession.network.Way;
import dev.browsersession.protocol.Network.ProxyServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

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
        OkHttpClient.Builder client = PLAIN.newBuilder()
                .proxySelector(new Proxies(way))
                .proxyAuthenticator((route, response) -> authenticated(way, route, response))
                .addNetworkInterceptor(new OneTry(way));
        way.trust().ifPresent(trust -> trust(client, trust));
        return client.build();
    }

    private static void trust(OkHttpClient.Builder client, X509TrustManager trust) {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {trust}, null);
            client.sslSocketFactory(tls.getSocketFactory(), trust);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no usable TLS", e);
        }
    }

    /** Asked before a tunnel is opened, and again where the proxy was not content. */
    private static Request authenticated(Way way, Route route, Response response) {
        boolean refused = response.request().header("Proxy-Authorization") != null;
        boolean secure = response.request().isHttps();
        ProxyServer proxy = way.proxyFor(
                        route == null ? "" : route.address().url().host(), secure)
                .orElse(null);
        if (refused || proxy == null || proxy.user() == null) {
            return null;
        }
        return response.request()
                .newBuilder()
                .header("Proxy-Authorization", OneTry.credentials(proxy))
                .build();
    }

    private static final class Proxies extends ProxySelector {

        private final Way way;

        Proxies(Way way) {
            this.way = way;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return way.proxyFor(uri.getHost(), "https".equals(uri.getScheme()))
                    .map(proxy ->
                            new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())))
                    .map(List::of)
                    .orElse(List.of(Proxy.NO_PROXY));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // The call fails with the same exception.
        }
    }
}
