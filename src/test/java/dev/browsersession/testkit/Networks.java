package dev.browsersession.testkit;

import dev.browsersession.protocol.Network;
import dev.browsersession.protocol.Network.ProxyServer;
import dev.browsersession.protocol.Network.TrustStore;
import dev.browsersession.protocol.Secret;
import java.nio.file.Path;
import java.util.List;

/** Networks of owners. */
public final class Networks {

    private Networks() {}

    /** Everything is behind the proxy, but for the hosts named. */
    public static Network behind(ConnectProxy proxy, String user, String password, Path trustStore, String... direct) {
        ProxyServer server =
                new ProxyServer("127.0.0.1", proxy.port(), user, password == null ? null : new Secret(password));
        return new Network(server, server, List.of(direct), trustStore == null ? null : store(trustStore));
    }

    public static Network trusting(Path trustStore) {
        return new Network(null, null, List.of(), store(trustStore));
    }

    private static TrustStore store(Path path) {
        return new TrustStore(path.toString(), "PKCS12", new Secret(Certificates.PASSWORD));
    }
}
