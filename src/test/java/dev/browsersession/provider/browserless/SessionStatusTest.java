package dev.browsersession.provider.browserless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.ProvidedStatus;
import dev.browsersession.provider.ProviderFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a server tells how a session is, its first session shows. */
class SessionStatusTest {

    private final BrowserlessProvider provider = new BrowserlessProvider();
    private StubServer server;

    @BeforeEach
    void start() throws Exception {
        server = StubServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String session(String id) throws ProviderFailure {
        server.on("POST /session", 200, "{\"id\": \"" + id + "\", \"connect\": \"ws://h/c\"}");
        return provider.create(new SessionSpec("browserless", 60_000, true, null, null), OwnerStandIn.at(server.url()))
                .id();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void anAnswerThatSaysNothingOfThatLeavesItToTheNextSession(int status) throws Exception {
        server.on("GET /session/s1", status, "not now");
        assertThat(provider.inspect(session("s1"))).isEqualTo(ProvidedStatus.RUNNING);

        server.on("GET /session/s2", 200, "{}");
        String id = session("s2");

        server.on("GET /session/s2", 404, "");
        assertThat(provider.inspect(id)).isEqualTo(ProvidedStatus.ended("Browserless has no such session any more"));
    }

    @ParameterizedTest
    @CsvSource({"404, ''", "405, ''", "400, Session s1 wasn't found"})
    void aServerThatHasNoAnswerToThatIsNotAskedAgain(int status, String words) throws Exception {
        server.on("GET /session/s1", status, words);
        session("s1");

        session("s2");

        assertThat(server.asked()).containsExactly("POST /session", "GET /session/s1", "POST /session");
    }

    @Test
    void aServerThatToldItOnceIsNotAskedForEachSession() throws Exception {
        server.on("GET /session/s1", 200, "{}");
        session("s1");

        session("s2");

        assertThat(server.asked()).containsExactly("POST /session", "GET /session/s1", "POST /session");
    }
}
