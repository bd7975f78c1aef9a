package dev.browsersession.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.network.Way;
import dev.browsersession.testkit.Certificates;
import dev.browsersession.testkit.ConnectProxy;
import dev.browsersession.testkit.Networks;
import dev.browsersession.testkit.TlsTerminator;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** WebDriver commands to a driver that is beside its browser, as the owner's JVM would reach it. */
@Timeout(60)
class DriverBehindAProxyTest {

    private static Certificates certificates;
    private static Path trustStore;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private DriverStandIn driver;
    private WebDriverFront front;
    private ConnectProxy proxy;

    @BeforeAll
    static void makeCertificates(@TempDir Path directory) throws Exception {
        certificates = Certificates.in(directory);
        trustStore = certificates.trustStore();
    }

    @BeforeEach
    void open() throws Exception {
        driver = new DriverStandIn();
        front = WebDriverFront.open(loops);
        proxy = ConnectProxy.start("somebody", "p4ssw0rd");
    }

    @AfterEach
    void close() throws Exception {
        driver.close();
        front.close();
        proxy.close();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).sync();
    }

    @Test
    void behindTlsItIsReachedThroughATunnel() throws Exception {
        try (TlsTerminator tls = TlsTerminator.before(driver.url("").getPort(), certificates.server())) {
            HttpResponse<String> answer = ask("https", tls.port(), "p4ssw0rd");

            assertThat(answer.body()).isEqualTo("{\"value\":null}");
            assertThat(driver.requests).containsExactly("GET /base/status");
            assertThat(driver.tokens).containsExactly("t0ken");
            assertThat(proxy.passed()).containsExactly("CONNECT " + Certificates.HOST + ":" + tls.port() + " HTTP/1.1");
        }
    }

    @Test
    void withoutTlsTheProxyReadsTheRequest() throws Exception {
        int port = driver.url("").getPort();

        HttpResponse<String> answer = ask("http", port, "p4ssw0rd");

        assertThat(answer.body()).isEqualTo("{\"value\":null}");
        assertThat(driver.tokens).containsExactly("t0ken");
        assertThat(proxy.passed())
                .containsExactly("GET http://" + Certificates.HOST + ":" + port + "/base/status HTTP/1.1");
    }

    @Test
    void aWrongPasswordIsSaid() throws Exception {
        assertThat(ask("https", 443, "wr0ng").body())
                .contains("the proxy 127.0.0.1:" + proxy.port() + " does not take the user and the password")
                .doesNotContain("wr0ng");
    }

    private HttpResponse<String> ask(String scheme, int port, String password) throws Exception {
        Way way = Way.of(Networks.behind(proxy, "somebody", password, trustStore));
        URI url = URI.create(scheme + "://" + Certificates.HOST + ":" + port + "/base");
        WebDriverFront.Route route =
                front.open(new DriverAddress(url, Map.of("X-Token", "t0ken"), way), OwnCommands.NONE);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(route.url().value() + "/status"))
                                .method("GET", BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
    }
}
