package dev.browsersession.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.Network;
import dev.browsersession.protocol.Network.TrustStore;
import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.OutcomeUnknown;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.testkit.Certificates;
import dev.browsersession.testkit.ConnectProxy;
import dev.browsersession.testkit.Networks;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service's API as its owner's JVM would reach it. */
class ThroughAProxyTest {

    private static final ProviderRequest CREATE = ProviderRequest.create(Map.of(), "sessions");
    private static final String USER = "somebody";
    private static final String PASSWORD = "p4ssw0rd";

    private static Certificates certificates;

    private final MockWebServer server = new MockWebServer();
    private ConnectProxy proxy;

    @BeforeAll
    static void makeCertificates(@TempDir Path directory) throws Exception {
        certificates = Certificates.in(directory);
    }

    @BeforeEach
    void start() throws Exception {
        proxy = ConnectProxy.start(USER, PASSWORD);
    }

    @AfterEach
    void end() throws Exception {
        server.close();
        proxy.close();
    }

    @Test
    void anApiBehindTlsIsReachedThroughAProxyThatAloneKnowsItsHost() throws Exception {
        serveTls();

        int status = client("https", Networks.behind(proxy, USER, PASSWORD, certificates.trustStore()))
                .send(CREATE)
                .status();

        assertThat(status).isEqualTo(201);
        assertThat(proxy.passed())
                .containsExactly("CONNECT " + Certificates.HOST + ":" + server.getPort() + " HTTP/1.1");
        RecordedRequest request = server.takeRequest();
        assertThat(request.getHeaders().get("Proxy-Authorization")).isNull();
    }

    @Test
    void withoutTlsTheProxyReadsTheRequestThatIsSentOnce() throws Exception {
        serve();

        int status = client("http", Networks.behind(proxy, USER, PASSWORD, null))
                .send(CREATE)
                .status();

        assertThat(status).isEqualTo(201);
        assertThat(proxy.passed())
                .containsExactly("POST http://" + Certificates.HOST + ":" + server.getPort() + "/sessions HTTP/1.1");
        assertThat(proxy.refused()).isEmpty();
    }

    @Test
    void anExceptionGoesDirect() throws Exception {
        serveTls();
        ProviderClient client = ProviderClient.open(
                "acme",
                "https://127.0.0.1:" + server.getPort(),
                "ACME_URL",
                Networks.behind(proxy, USER, PASSWORD, certificates.trustStore(), "127.0.*"));

        assertThat(client.send(CREATE).status()).isEqualTo(201);
        assertThat(proxy.passed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void aWrongPasswordIsOneSentenceAndADefiniteNo(String scheme) throws Exception {
        serve();

        ProviderFailure failure = failing(() ->
                client(scheme, Networks.behind(proxy, USER, "wr0ng", null)).send(CREATE));

        assertThat(failure)
                .isNotInstanceOf(OutcomeUnknown.class)
                .hasMessage("Provider acme at " + Certificates.HOST + ":" + server.getPort()
                        + ", asked to create a session, cannot be reached: the proxy 127.0.0.1:" + proxy.port()
                        + " does not take the user and the password that the test JVM has for it (https.proxyUser,"
                        + " http.proxyUser, or its Authenticator).");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
        assertThat(proxy.refused()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void aMissingPasswordIsOneSentence(String scheme) throws Exception {
        serve();

        assertThat(failing(() ->
                        client(scheme, Networks.behind(proxy, null, null, null)).send(CREATE)))
                .isNotInstanceOf(OutcomeUnknown.class)
                .hasMessageContaining("the proxy 127.0.0.1:" + proxy.port() + " wants a user and a password: set ");
    }

    @Test
    void aCertificateThatNobodyTrustsIsADefiniteNoThatSaysWhatToDo() throws Exception {
        serveTls();
        ProviderClient client =
                ProviderClient.open("acme", "https://127.0.0.1:" + server.getPort(), "ACME_URL", Network.DIRECT);

        assertThat(failing(() -> client.send(CREATE)))
                .isNotInstanceOf(OutcomeUnknown.class)
                .hasMessageContaining("TLS failed")
                .hasMessageContaining("javax.net.ssl.trustStore");
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        serveTls();
        ProviderClient client = ProviderClient.open(
                "acme",
                "https://other.test:" + server.getPort(),
                "ACME_URL",
                Networks.behind(proxy, USER, PASSWORD, certificates.trustStore()));

        assertThat(failing(() -> client.send(CREATE)))
                .isNotInstanceOf(OutcomeUnknown.class)
                .hasMessageContaining("other.test not verified");
    }

    @Test
    void aTrustStoreThatCannotBeReadIsNamedWithTheReason(@TempDir Path directory) throws Exception {
        Path store = certificates.trustStore();
        Path text = Files.writeString(directory.resolve("text"), "no store");
        Path missing = directory.resolve("missing");

        assertThat(unusable(store, "wr0ng")).endsWith("trustStorePassword is not the right one.");
        assertThat(unusable(store, null)).contains("no certificate can be read in it; if it has a password");
        assertThat(unusable(text, "x")).contains("it cannot be read (");
        assertThat(unusable(missing, "x"))
                .isEqualTo("The trust store " + missing + " of the test JVM cannot be used: there is no such file.");
        assertThat(unusable(certificates.emptyStore(), Certificates.PASSWORD))
                .endsWith("cannot be used: no certificate can be read in it.");
        assertThat(unusable(new TrustStore(null, "Windows-NOWHERE", null)))
                .startsWith(
                        "The trust store Windows-NOWHERE of the test JVM cannot be used: this JVM cannot make use of it");
    }

    private static String unusable(Path store, String password) {
        return unusable(new TrustStore(store.toString(), "PKCS12", password == null ? null : new Secret(password)));
    }

    private static String unusable(TrustStore store) {
        Network network = new Network(null, null, List.of(), store);
        ProviderFailure failure =
                failing(() -> ProviderClient.open("acme", "https://acme.example", "ACME_URL", network));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
        assertThat(failure.getMessage()).doesNotContain("wr0ng");
        return failure.getMessage();
    }

    private void serveTls() throws Exception {
        server.useHttps(certificates.server().getSocketFactory());
        serve();
    }

    private void serve() throws Exception {
        server.start(InetAddress.getLoopbackAddress(), 0);
        server.enqueue(new MockResponse.Builder().code(201).body("{}").build());
    }

    private ProviderClient client(String scheme, Network network) throws ProviderFailure {
        return ProviderClient.open(
                "acme", scheme + "://" + Certificates.HOST + ":" + server.getPort(), "ACME_URL", network);
    }

    private static ProviderFailure failing(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(ProviderFailure.class, call);
    }
}
