package dev.browsersession.cdp;

import static dev.browsersession.cdp.Chromium.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.browsersession.network.Way;
import dev.browsersession.protocol.Network;
import dev.browsersession.testkit.Certificates;
import dev.browsersession.testkit.ConnectProxy;
import dev.browsersession.testkit.Networks;
import dev.browsersession.testkit.TlsTerminator;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The websocket to a browser that is behind TLS, and as its owner's JVM would reach it. */
class ThroughAProxyTest {

    private static final String USER = "somebody";
    private static final String PASSWORD = "p4ssw0rd";

    private static Chromium chromium;
    private static TlsTerminator tls;
    private static Path trustStore;
    private ConnectProxy proxy;

    @BeforeAll
    static void startChromium(@TempDir Path directory, @TempDir Path keys) throws Exception {
        chromium = Chromium.start(directory);
        Certificates certificates = Certificates.in(keys);
        trustStore = certificates.trustStore();
        tls = TlsTerminator.before(chromium.url().getPort(), certificates.server());
    }

    @AfterAll
    static void endChromium() throws Exception {
        tls.close();
        chromium.close();
    }

    @BeforeEach
    void startProxy() throws Exception {
        proxy = ConnectProxy.start(USER, PASSWORD);
    }

    @AfterEach
    void endProxy() throws Exception {
        proxy.close();
    }

    @Test
    void aBrowserBehindTlsIsReachedThroughAProxyThatAloneKnowsItsHost() throws Exception {
        assertThat(version(Certificates.HOST, Networks.behind(proxy, USER, PASSWORD, trustStore)))
                .startsWith("Chrome/");
        assertThat(proxy.passed()).containsExactly("CONNECT " + Certificates.HOST + ":" + tls.port() + " HTTP/1.1");
    }

    @Test
    void withoutTlsATunnelIsOpenedToo() throws Exception {
        Way way = Way.of(Networks.behind(proxy, USER, PASSWORD, null));

        try (CdpConnection connection = CdpConnection.connect(chromium.group(), chromium.url(), way, LIMIT)) {
            assertThat(BrowserVersion.of(connection).product()).startsWith("Chrome/");
        }
        assertThat(proxy.passed())
                .containsExactly("CONNECT 127.0.0.1:" + chromium.url().getPort() + " HTTP/1.1");
    }

    @Test
    void anExceptionGoesDirect() throws Exception {
        assertThat(version("127.0.0.1", Networks.behind(proxy, USER, PASSWORD, trustStore, "127.0.*")))
                .startsWith("Chrome/");
        assertThat(proxy.passed()).isEmpty();
    }

    @Test
    void aWrongPasswordIsOneSentence() {
        assertThatThrownBy(() -> version(Certificates.HOST, Networks.behind(proxy, USER, "wr0ng", trustStore)))
                .isInstanceOf(CdpException.class)
                .hasMessage("could not connect to the browser at " + Certificates.HOST + ":" + tls.port()
                        + ": the proxy 127.0.0.1:" + proxy.port() + " does not take the user and the password that the"
                        + " test JVM has for it (https.proxyUser, http.proxyUser, or its Authenticator)");
        assertThat(proxy.refused()).hasSize(1);
    }

    @Test
    void aMissingPasswordIsOneSentence() {
        assertThatThrownBy(() -> version(Certificates.HOST, Networks.behind(proxy, null, null, trustStore)))
                .hasMessageContaining(": the proxy 127.0.0.1:" + proxy.port() + " wants a user and a password: set the"
                        + " system properties https.proxyUser and https.proxyPassword");
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefused() {
        assertThatThrownBy(() -> version("127.0.0.1", Network.DIRECT))
                .isInstanceOf(CdpException.class)
                .hasMessageContaining("unable to find valid certification path");
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() {
        assertThatThrownBy(() -> version("other.test", Networks.behind(proxy, USER, PASSWORD, trustStore)))
                .isInstanceOf(CdpException.class)
                .hasMessageContaining("No subject alternative DNS name matching other.test found");
        assertThat(proxy.passed()).hasSize(1);
    }

    private static String version(String host, Network network) throws Exception {
        URI url = URI.create("wss://" + host + ":" + tls.port() + chromium.url().getPath());
        try (CdpConnection connection = CdpConnection.connect(chromium.group(), url, Way.of(network), LIMIT)) {
            return BrowserVersion.of(connection).product();
        }
    }
}
