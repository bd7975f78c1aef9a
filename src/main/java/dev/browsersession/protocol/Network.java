package dev.browsersession.protocol;

import java.util.List;

/**
 * How a JVM reaches other hosts.
 *
 * @param httpProxy for {@code http} and {@code ws}; null where there is none
 * @param httpsProxy for {@code https} and {@code wss}; null where there is none
 * @param direct hosts that are reached without a proxy, with {@code *} at the beginning or the end for any text
 * @param trustStore whom to trust; null for whom a JVM trusts by itself
 */
public record Network(ProxyServer httpProxy, ProxyServer httpsProxy, List<String> direct, TrustStore trustStore) {

    public static final Network DIRECT = new Network(null, null, List.of(), null);

    public Network {
        direct = direct == null ? List.of() : List.copyOf(direct);
    }

    /**
     * An HTTP proxy.
     *
     * @param user null where it asks for none
     * @param password null where it asks for none
     */
    public record ProxyServer(String host, int port, String user, Secret password) {

        public ProxyServer {
            host = Components.required(host, "proxy's host");
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("its proxy has the port " + port);
            }
        }
    }

    /**
     * Where certificates are.
     *
     * @param path of the file, absolute; null where the store is not a file, as the one of Windows
     * @param type as {@link java.security.KeyStore#getInstance(String)} takes it; null for this JVM's own
     * @param password null where there is none
     */
    public record TrustStore(String path, String type, Secret password) {

        public TrustStore {
            path = Components.path(path, "trust store's path");
            if (path == null) {
                Components.required(type, "trust store's type");
            }
        }

        /** What a user knows it by. */
        public String name() {
            return path == null ? type : path;
        }
    }
}
