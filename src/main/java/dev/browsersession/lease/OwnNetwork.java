package dev.browsersession.lease;

import dev.browsersession.ConfigurationException;
import dev.browsersession.protocol.Network;
import dev.browsersession.protocol.Network.ProxyServer;
import dev.browsersession.protocol.Network.TrustStore;
import dev.browsersession.protocol.Secret;
import java.net.Authenticator;
import java.net.Authenticator.RequestorType;
import java.net.MalformedURLException;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** How this JVM reaches other hosts, by the system properties that the JDK documents for it. */
final class OwnNetwork {

    /** What the JDK leaves out where http.nonProxyHosts is not set. */
    private static final String NEVER_BEHIND_A_PROXY = "localhost|127.*|[::1]|0.0.0.0|[::0]";

    private static final String TRUST_STORE = "javax.net.ssl.trustStore";

    private final Properties properties;

    private OwnNetwork(Properties properties) {
        this.properties = properties;
    }

    /** @throws ConfigurationException where a property makes no sense */
    static Network of(Properties properties) {
        OwnNetwork own = new OwnNetwork(properties);
        Optional<ProxyServer> http = own.proxy("http", 80);
        Optional<ProxyServer> https = own.proxy("https", 443);
        boolean any = http.isPresent() || https.isPresent();
        return new Network(
                http.orElse(null),
                https.orElse(null),
                any ? own.direct() : List.of(),
                own.trustStore().orElse(null));
    }

    private Optional<ProxyServer> proxy(String scheme, int usualPort) {
        return text(scheme + ".proxyHost").map(host -> {
            int port = port(scheme + ".proxyPort").orElse(usualPort);
            Optional<String> user = text(scheme + ".proxyUser");
            // Most users set those of http for both.
            String prefix = user.isPresent() ? scheme : "http";
            return user.or(() -> text("http.proxyUser"))
                    .map(name -> new ProxyServer(
                            host,
                            port,
                            name,
                            text(prefix + ".proxyPassword").map(Secret::new).orElse(null)))
                    .orElseGet(() -> authenticated(host, port));
        });
    }

    private Optional<Integer> port(String name) {
        return text(name).map(text -> {
            try {
                int port = Integer.parseInt(text);
                if (port >= 1 && port <= 65_535) {
                    return port;
                }
            } catch (NumberFormatException e) {
                throw noPort(name, text, e);
            }
            throw noPort(name, text, null);
        });
    }

    private static ConfigurationException noPort(String name, String text, Exception cause) {
        return new ConfigurationException(
                "The system property " + name + " is \"" + text + "\", which is no port from 1 to 65535.", cause);
    }

    /** Whoever answers for the JDK's own connections is asked as they would be. */
    private static ProxyServer authenticated(String host, int port) {
        Authenticator authenticator = Authenticator.getDefault();
        PasswordAuthentication answer = authenticator == null
                ? null
                : Authenticator.requestPasswordAuthentication(
                        authenticator, host, null, port, "http", "", "basic", url(host, port), RequestorType.PROXY);
        if (answer == null || answer.getUserName() == null) {
            return new ProxyServer(host, port, null, null);
        }
        char[] password = answer.getPassword();
        return new ProxyServer(
                host, port, answer.getUserName(), password == null ? null : new Secret(new String(password)));
    }

    /** Authenticators that look at it want one. */
    private static URL url(String host, int port) {
        try {
            String bare = host.replaceAll("[\\[\\]]", "");
            return URI.create("http://" + (bare.contains(":") ? "[" + bare + "]" : bare) + ":" + port)
                    .toURL();
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new ConfigurationException("The proxy " + host + ":" + port + " of this JVM is no host.", e);
        }
    }

    private List<String> direct() {
        String hosts = properties.getProperty("http.nonProxyHosts", NEVER_BEHIND_A_PROXY);
        return Arrays.stream(hosts.split("\\|"))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .toList();
    }

    private Optional<TrustStore> trustStore() {
        Optional<String> path = text(TRUST_STORE);
        Optional<String> type = text(TRUST_STORE + "Type");
        Secret password = text(TRUST_STORE + "Password").map(Secret::new).orElse(null);
        boolean noFile = path.filter("NONE"::equals).isPresent()
                || type.filter(OwnNetwork::isOfTheSystem).isPresent();
        if (noFile) {
            return Optional.of(new TrustStore(null, type.orElseGet(KeyStore::getDefaultType), password));
        }
        return path.map(file -> new TrustStore(absolute(file), type.orElseGet(KeyStore::getDefaultType), password));
    }

    /** Those of Windows and macOS, whatever path stands beside them. */
    private static boolean isOfTheSystem(String type) {
        return type.startsWith("Windows-") || type.startsWith("KeychainStore");
    }

    /** The keeper has another working directory. */
    private static String absolute(String file) {
        try {
            return Path.of(file).toAbsolutePath().toString();
        } catch (InvalidPathException e) {
            throw new ConfigurationException(
                    "The system property " + TRUST_STORE + " is \"" + file + "\", which is no path.", e);
        }
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(properties.getProperty(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }
}
