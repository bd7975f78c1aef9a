package dev.browsersession.provider.browserbase;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.BrowserLaunch;
import dev.browsersession.protocol.Network;
import dev.browsersession.protocol.Secret;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.Account;
import dev.browsersession.provider.ProvidedSession;
import dev.browsersession.provider.ProviderFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service that answers what a test tells it to, and the provider before it. */
abstract class BrowserbaseTestCase {

    static final String API_KEY = "bb_live_the-key";
    static final String PROJECT = "project-1";
    static final String TAG = "p1-r1-7";
    static final JsonMapper JSON = JsonMapper.builder().build();

    final MockWebServer server = new MockWebServer();
    final BrowserbaseProvider provider = new BrowserbaseProvider();

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** As a create answers. */
    static String session(String id) {
        return """
                {"id":"%s","createdAt":"2025-01-31T10:00:00.123Z","updatedAt":"2025-01-31T10:00:00.123456+00:00",
                 "startedAt":"2025-01-31T10:00:00.123Z","expiresAt":"2025-01-31T10:05:00.123Z","projectId":"project-1",
                 "status":"RUNNING","proxyBytes":0,"keepAlive":true,"region":"us-west-2","notKnownYet":{"a":[1]},
                 "connectUrl":"wss://connect.example?signingKey=k1","seleniumRemoteUrl":"http://selenium.example/webdriver",
                 "signingKey":"k1"}
                """.formatted(id);
    }

    static String session(String id, String status) {
        return "{\"id\":\"" + id + "\",\"status\":\"" + status + "\"}";
    }

    static final String LIVE_URLS =
            "{\"debuggerFullscreenUrl\":\"https://live.example/full?wss=x\",\"debuggerUrl\":\"https://live.example/\","
                    + "\"pages\":[],\"wsUrl\":\"wss://live.example\"}";

    static String error(int status, String message) {
        return "{\"statusCode\":" + status + ",\"error\":\"An Error\",\"message\":\"" + message + "\"}";
    }

    void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    /** A session that was created. */
    ProvidedSession created(String id) throws Exception {
        answer(201, session(id));
        answer(200, LIVE_URLS);
        ProvidedSession session = provider.create(spec(Map.of()), surroundings());
        server.takeRequest();
        server.takeRequest();
        return session;
    }

    Account account() throws ProviderFailure {
        return provider.account(Map.of(), access()).orElseThrow();
    }

    Access access() {
        return access(Map.of());
    }

    Access access(Map<String, String> other) {
        Map<String, Secret> credentials = new HashMap<>();
        credentials.put("BROWSERBASE_API_KEY", new Secret(API_KEY));
        credentials.put("BROWSERBASE_PROJECT_ID", new Secret(PROJECT));
        credentials.put("BROWSERBASE_BASE_URL", new Secret("http://127.0.0.1:" + server.getPort()));
        other.forEach((name, value) -> credentials.put(name, new Secret(value)));
        return new Access(credentials, Network.DIRECT);
    }

    OwnersSurroundings surroundings() {
        return new OwnersSurroundings(access(), TAG);
    }

    static SessionSpec spec(Map<String, String> options) {
        return new SessionSpec("browserbase", 300_000, true, options, BrowserLaunch.NONE);
    }

    JsonNode body(RecordedRequest request) {
        return JSON.readTree(request.getBody().utf8());
    }

    static ProviderFailure failing(ThrowingCallable call) {
        return catchThrowableOfType(ProviderFailure.class, call);
    }
}
