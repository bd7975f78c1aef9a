package dev.browsersession.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.testkit.ConnectProxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sweep --tag} where a provider is reached by a proxy alone. */
class SweepBehindAProxyTest {

    @TempDir
    Path state;

    @Test
    void goesTheWayThatTheSystemPropertiesOfItsJvmSay() throws Exception {
        try (MockWebServer service = new MockWebServer();
                ConnectProxy proxy = ConnectProxy.start("somebody", "p4ssw0rd")) {
            service.start();
            service.enqueue(new MockResponse.Builder().body("[]").build());
            Process sweep = start(proxy, "http://127.0.0.1:" + service.getPort());
            String said = new String(sweep.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(sweep.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(proxy.passed())
                    .as(said)
                    .containsExactly("GET http://127.0.0.1:" + service.getPort() + "/sessions?token=secret HTTP/1.1");
            assertThat(said).doesNotContain("secret", "p4ssw0rd");
        }
    }

    private Process start(ConnectProxy proxy, String service) throws Exception {
        ProcessBuilder command = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dhttp.proxyHost=127.0.0.1",
                        "-Dhttp.proxyPort=" + proxy.port(),
                        "-Dhttp.proxyUser=somebody",
                        "-Dhttp.proxyPassword=p4ssw0rd",
                        "-Dhttp.nonProxyHosts=",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "sweep",
                        "--tag",
                        "shop-",
                        "--state-dir",
                        state.toString()))
                .redirectErrorStream(true);
        command.environment()
                .putAll(Map.of(
                        "BROWSER_SESSION_PROVIDER", "browserless",
                        "BROWSERLESS_URL", service,
                        "BROWSERLESS_TOKEN", "secret"));
        return command.start();
    }
}
