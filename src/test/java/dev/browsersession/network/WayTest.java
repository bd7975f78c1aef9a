package dev.browsersession.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.protocol.Network;
import dev.browsersession.protocol.Network.ProxyServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WayTest {

    private static final ProxyServer PLAIN = new ProxyServer("plain", 80, null, null);
    private static final ProxyServer TLS = new ProxyServer("tls", 443, null, null);

    @ParameterizedTest(name = "{1} is direct by {0}: {2}")
    @CsvSource({
        "localhost, localhost, true",
        "localhost, LocalHost, true",
        "localhost, localhost.example, false",
        "127.*, 127.0.0.1, true",
        "127.*, 12.0.0.1, false",
        "*.corp.example, git.corp.example, true",
        "*.corp.example, corp.example, false",
        "*corp*, git.corp.example, true",
        "*corp*, git.example, false",
        "[::1], ::1, true",
        "::1, [::1], true",
        "*, anything, true",
        "**, anything, true"
    })
    void exceptionsAreReadAsTheJdkReadsThem(String pattern, String host, boolean direct) throws Exception {
        Way way = Way.of(new Network(PLAIN, TLS, List.of("nobody", pattern), null));

        assertThat(way.proxyFor(host, true).isEmpty()).isEqualTo(direct);
    }

    @Test
    void eachOfHttpAndHttpsHasItsOwnProxy() throws Exception {
        Way way = Way.of(new Network(PLAIN, TLS, List.of(), null));

        assertThat(way.proxyFor("host", false)).contains(PLAIN);
        assertThat(way.proxyFor("host", true)).contains(TLS);
        assertThat(Way.DIRECT.proxyFor("host", true)).isEmpty();
    }
}
