package dev.browsersession.provider.http;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.browsersession.protocol.Network;
import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.ProviderFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A service that answers what a test tells it to, and a client of it. */
abstract class ProviderClientTestCase {

    static final Secret KEY = new Secret("key-of-the-account");
    static final ProviderRequest CREATE = ProviderRequest.create(Map.of("ttl", 60), "v1", "sessions");
    static final ProviderRequest GET = ProviderRequest.get("how session s1 is", "v1", "sessions", "s1");

    final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    ProviderClient client(String path) throws ProviderFailure {
        return ProviderClient.open("acme", "http://127.0.0.1:" + server.getPort() + path, "ACME_URL", Network.DIRECT)
                .withHeader("X-Key", KEY);
    }

    String who() {
        return "Provider acme at 127.0.0.1:" + server.getPort();
    }

    void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    static ProviderFailure failing(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(ProviderFailure.class, call);
    }
}
