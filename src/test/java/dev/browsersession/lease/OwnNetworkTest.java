package dev.browsersession.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.browsersession.ConfigurationException;
import dev.browsersession.protocol.Network;
import dev.browsersession.protocol.Network.ProxyServer;
import dev.browsersession.protocol.Network.TrustStore;
import dev.browsersession.protocol.Secret;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnNetworkTest {

    private static final String DEFAULT_TYPE = KeyStore.getDefaultType();

    @Test
    void withoutPropertiesEverythingIsDirect() {
        assertThat(network()).isEqualTo(Network.DIRECT);
    }

    @Test
    void proxiesAreThoseOfTheJdkWithItsPortsAndExceptions() {
        Network network =
                network("http.proxyHost", "plain.example", "https.proxyHost", "tls.example", "https.proxyPort", "8443");

        assertThat(network.httpProxy()).isEqualTo(new ProxyServer("plain.example", 80, null, null));
        assertThat(network.httpsProxy()).isEqualTo(new ProxyServer("tls.example", 8443, null, null));
        assertThat(network.direct()).containsExactly("localhost", "127.*", "[::1]", "0.0.0.0", "[::0]");
        assertThat(network("https.proxyHost", "p").httpsProxy().port()).isEqualTo(443);
    }

    @Test
    void exceptionsThatAreSetReplaceThoseOfTheJdk() {
        assertThat(network("http.proxyHost", "p", "http.nonProxyHosts", "*.corp.example| db ||")
                        .direct())
                .containsExactly("*.corp.example", "db");
        assertThat(network("http.proxyHost", "p", "http.nonProxyHosts", "").direct())
                .isEmpty();
    }

    @Test
    void userAndPasswordOfHttpAreForBothUnlessHttpsHasItsOwn() {
        assertThat(network("https.proxyHost", "p", "http.proxyUser", "u", "http.proxyPassword", "secret")
                        .httpsProxy())
                .isEqualTo(new ProxyServer("p", 443, "u", new Secret("secret")));
        assertThat(network(
                                "https.proxyHost",
                                "p",
                                "http.proxyUser",
                                "u",
                                "http.proxyPassword",
                                "secret",
                                "https.proxyUser",
                                "v",
                                "https.proxyPassword",
                                "other")
                        .httpsProxy())
                .isEqualTo(new ProxyServer("p", 443, "v", new Secret("other")));
    }

    @Test
    @ResourceLock("java.net.Authenticator")
    void theDefaultAuthenticatorAnswersForAProxyItKnows() {
        Authenticator before = Authenticator.getDefault();
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                boolean known = getRequestorType() == RequestorType.PROXY
                        && getRequestingHost().equals("known.example")
                        && getRequestingPort() == 3128
                        && getRequestingURL() != null;
                return known ? new PasswordAuthentication("u", "secret".toCharArray()) : null;
            }
        });
        try {
            assertThat(network("https.proxyHost", "known.example", "https.proxyPort", "3128")
                            .httpsProxy())
                    .isEqualTo(new ProxyServer("known.example", 3128, "u", new Secret("secret")));
            assertThat(network("https.proxyHost", "other.example", "https.proxyPort", "3128")
                            .httpsProxy()
                            .user())
                    .isNull();
        } finally {
            Authenticator.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"eighty", "0", "65536", "-1"})
    void aPortThatIsNoneIsNamed(String port) {
        assertThatThrownBy(() -> network("https.proxyHost", "p", "https.proxyPort", port))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "The system property https.proxyPort is \"" + port + "\", which is no port from 1 to 65535.");
    }

    @Test
    void aTrustStoreIsNamedByItsWholePath() {
        assertThat(network("javax.net.ssl.trustStore", "corp.jks", "javax.net.ssl.trustStorePassword", "secret")
                        .trustStore())
                .isEqualTo(new TrustStore(
                        Path.of("corp.jks").toAbsolutePath().toString(), DEFAULT_TYPE, new Secret("secret")));
        assertThat(network("javax.net.ssl.trustStore", "/corp.p12", "javax.net.ssl.trustStoreType", "PKCS12")
                        .trustStore())
                .isEqualTo(new TrustStore("/corp.p12", "PKCS12", null));
    }

    @Test
    void aTrustStoreNeedNotBeAFile() {
        assertThat(network("javax.net.ssl.trustStoreType", "Windows-ROOT").trustStore())
                .isEqualTo(new TrustStore(null, "Windows-ROOT", null));
        assertThat(network("javax.net.ssl.trustStore", "NUL", "javax.net.ssl.trustStoreType", "Windows-ROOT")
                        .trustStore())
                .isEqualTo(new TrustStore(null, "Windows-ROOT", null));
        assertThat(network("javax.net.ssl.trustStore", "NONE", "javax.net.ssl.trustStoreType", "PKCS11")
                        .trustStore())
                .isEqualTo(new TrustStore(null, "PKCS11", null));
        assertThat(network("javax.net.ssl.trustStoreType", "PKCS12").trustStore())
                .isNull();
    }

    private static Network network(String... namesAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return OwnNetwork.of(properties);
    }
}
