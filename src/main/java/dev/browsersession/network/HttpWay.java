package dev.browsersession.network;

import dev.browsersession.protocol.Network.ProxyServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

/** A {@link Way} for OkHttp. */
public final class HttpWay extends ProxySelector {

    private static final String AUTHORIZATION = "Proxy-Authorization";

    private final Way way;

    private HttpWay(Way way) {
        this.way = way;
    }

    /** Has a client's calls go that way. */
    public static OkHttpClient.Builder apply(Way way, OkHttpClient.Builder client) {
        HttpWay http = new HttpWay(way);
        way.trust().ifPresent(trust -> trust(client, trust));
        return client.proxySelector(http)
                .proxyAuthenticator(http::authenticated)
                .addNetworkInterceptor(http::forwarded);
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

    /** Asked before a tunnel is opened, and again where the proxy was not content. */
    private Request authenticated(Route route, Response response) throws IOException {
        ProxyServer proxy = proxyOf(response.request()).orElse(null);
        if (proxy == null) {
            return null;
        }
        if (proxy.user() != null && response.request().header(AUTHORIZATION) == null) {
            return response.request()
                    .newBuilder()
                    .header(AUTHORIZATION, ProxyWords.basic(proxy))
                    .build();
        }
        if (response.challenges().stream().anyMatch(challenge -> "OkHttp-Preemptive".equals(challenge.scheme()))) {
            return null;
        }
        throw new RefusedByProxy(ProxyWords.wantsOtherCredentials(proxy));
    }

    /** Where nothing is tunnelled, the proxy reads the request itself. */
    private Response forwarded(Interceptor.Chain chain) throws IOException {
        Request request = chain.request();
        ProxyServer proxy = request.isHttps() ? null : proxyOf(request).orElse(null);
        if (proxy == null) {
            return chain.proceed(request);
        }
        Response response = chain.proceed(
                proxy.user() == null
                        ? request
                        : request.newBuilder()
                                .header(AUTHORIZATION, ProxyWords.basic(proxy))
                                .build());
        if (response.code() == HttpURLConnection.HTTP_PROXY_AUTH) {
            response.close();
            throw new RefusedByProxy(ProxyWords.wantsOtherCredentials(proxy));
        }
        return response;
    }

    private Optional<ProxyServer> proxyOf(Request request) {
        return way.proxyFor(request.url().host(), request.isHttps());
    }
}
