package dev.browsersession.network;

import dev.browsersession.protocol.Network;
import dev.browsersession.protocol.Network.ProxyServer;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;

/** A {@link Network}, ready to be used: which hosts are behind which proxy, and whom to trust. */
public final class Way {

    public static final Way DIRECT = new Way(Network.DIRECT, null);

    private final Network network;
    private final X509TrustManager trust;
    /** Made when it is needed for the first time; guarded by this. */
    private SslContext tls;

    private Way(Network network, X509TrustManager trust) {
        this.network = network;
        this.trust = trust;
    }

    /** Reads the trust store, where there is one. */
    public static Way of(Network network) throws UnusableTrustStore {
        return new Way(network, network.trustStore() == null ? null : TrustedCertificates.of(network.trustStore()));
    }

    /**
     * The proxy that stands before a host.
     *
     * @param secure whether TLS is spoken with the host
     */
    public Optional<ProxyServer> proxyFor(String host, boolean secure) {
        ProxyServer proxy = secure ? network.httpsProxy() : network.httpProxy();
        if (proxy == null || network.direct().stream().anyMatch(pattern -> fits(pattern, host))) {
            return Optional.empty();
        }
        return Optional.of(proxy);
    }

    /** Whom to trust; empty for whom this JVM trusts by itself. */
    public Optional<X509TrustManager> trust() {
        return Optional.ofNullable(trust);
    }

    /** TLS as a client, with the host's name verified. */
    synchronized SslContext tls() throws SSLException {
        if (tls == null) {
            SslContextBuilder builder = SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS");
            tls = (trust == null ? builder : builder.trustManager(trust)).build();
        }
        return tls;
    }

    /** As the JDK reads {@code http.nonProxyHosts}: a star at either end stands for any text. */
    private static boolean fits(String pattern, String host) {
        String wanted = plain(pattern);
        String name = plain(host);
        boolean open = wanted.startsWith("*");
        boolean ends = wanted.endsWith("*");
        if (wanted.length() <= 1 && open) {
            return true;
        }
        String text = wanted.substring(open ? 1 : 0, wanted.length() - (ends ? 1 : 0));
        if (open && ends) {
            return name.contains(text);
        }
        if (open) {
            return name.endsWith(text);
        }
        return ends ? name.startsWith(text) : name.equals(text);
    }

    /** An IPv6 address is written with brackets in one place and without in the other. */
    private static String plain(String host) {
        return host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
    }
}
