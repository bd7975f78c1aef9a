package dev.browsersession.provider.browserbase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.provider.Disconnect;
import dev.browsersession.provider.LimitReached;
import dev.browsersession.provider.OutcomeUnknown;
import dev.browsersession.provider.ProvidedSession;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Browserbase does not keep sessions alive on every plan. */
class BrowserbaseKeepAliveTest extends BrowserbaseTestCase {

    @Test
    void aPlanWithoutKeepAliveIsAskedForASessionThatTheKeeperHolds() throws Exception {
        answer(403, error(403, "Keep alive sessions are not supported on the FREE plan"));
        answer(201, session("s1").replace("\"keepAlive\":true", "\"keepAlive\":false"));
        answer(200, LIVE_URLS);
        OwnersSurroundings surroundings = surroundings();

        ProvidedSession session = provider.create(spec(Map.of("browserbase.region", "eu-central-1")), surroundings);

        assertThat(session.disconnect()).isInstanceOf(Disconnect.Ends.class);
        assertThat(surroundings.told())
                .containsExactly("Browserbase does not keep sessions alive on this plan (\"Keep alive sessions are not"
                        + " supported on the FREE plan\"), so the keeper holds a connection to each; a session ends if that"
                        + " connection is lost.");
        var first = body(server.takeRequest());
        var second = body(server.takeRequest());
        assertThat(first.path("keepAlive").asBoolean()).isTrue();
        assertThat(second.has("keepAlive")).isFalse();
        assertThat(second.path("region").asString()).isEqualTo("eu-central-1");
        assertThat(second.path("userMetadata")).isEqualTo(first.path("userMetadata"));
    }

    @Test
    void aPlanWithoutKeepAliveIsAskedForItOnceForEachAccountAndEveryOwnerIsTold() throws Exception {
        answer(403, error(403, "Keep alive sessions are not supported on the FREE plan"));
        answer(429, error(429, "You've exceeded your max concurrent sessions limit"));
        answer(201, session("s1").replace("\"keepAlive\":true", "\"keepAlive\":false"));
        answer(200, LIVE_URLS);
        answer(201, session("s2"));
        answer(200, LIVE_URLS);
        OwnersSurroundings again = surroundings();
        OwnersSurroundings ofAnother = new OwnersSurroundings(access(Map.of("BROWSERBASE_API_KEY", "another")), TAG);

        assertThat(failing(() -> provider.create(spec(Map.of()), surroundings())))
                .isInstanceOf(LimitReached.class);
        assertThat(provider.create(spec(Map.of()), again).disconnect()).isInstanceOf(Disconnect.Ends.class);
        assertThat(provider.create(spec(Map.of()), ofAnother).disconnect()).isEqualTo(Disconnect.SURVIVED);

        assertThat(again.told()).singleElement().asString().contains("not supported on the FREE plan");
        assertThat(ofAnother.told()).isEmpty();
        assertThat(server.getRequestCount()).isEqualTo(6);
        assertThat(body(server.takeRequest()).has("keepAlive")).isTrue();
        assertThat(body(server.takeRequest()).has("keepAlive")).isFalse();
        assertThat(body(server.takeRequest()).has("keepAlive")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Keep-Alive needs another plan", "keepAlive is not allowed"})
    void howeverBrowserbaseSpellsIt(String words) throws Exception {
        answer(403, error(403, words));
        answer(201, session("s1").replace("\"keepAlive\":true", "\"keepAlive\":false"));
        answer(200, LIVE_URLS);

        assertThat(provider.create(spec(Map.of()), surroundings()).disconnect()).isInstanceOf(Disconnect.Ends.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 503})
    void whatMayHaveMadeASessionIsNoRefusalWhateverItSays(int status) {
        answer(status, error(status, "Keep alive sessions are not available at the moment"));

        assertThat(failing(() -> provider.create(spec(Map.of()), surroundings())))
                .isInstanceOf(OutcomeUnknown.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void anotherRefusalIsNotTakenForThat() {
        answer(403, error(403, "Advanced stealth is not supported on this plan"));

        assertThat(failing(() -> provider.create(spec(Map.of()), surroundings())))
                .hasMessageContaining("Advanced stealth");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aSessionThatWasCreatedWithoutTheKeepAliveThatWasAskedForEndsWithItsConnection() throws Exception {
        answer(201, session("s1").replace("\"keepAlive\":true", "\"keepAlive\":false"));
        answer(200, LIVE_URLS);

        assertThat(provider.create(spec(Map.of()), surroundings()).disconnect())
                .isEqualTo(new Disconnect.Ends("Browserbase has created it without keep-alive"));
    }
}
