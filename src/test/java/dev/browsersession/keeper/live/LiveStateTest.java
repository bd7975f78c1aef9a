package dev.browsersession.keeper.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.protocol.ListedSession;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What providers have a say in. */
class LiveStateTest {

    @ParameterizedTest
    @CsvSource({
        "https://live.example/s1, https://live.example/s1",
        "http://live.example/s1, http://live.example/s1",
        "HTTPS://live.example/s1, HTTPS://live.example/s1",
        "javascript:alert(1), ",
        "data:text/html;x, ",
        "//live.example, ",
        "not a URL, ",
        ", "
    })
    void aProvidersPageIsALinkWhereABrowserOpensItAsAPage(String told, String linked) {
        ListedSession session = new ListedSession("s1", "acme", null, 0, 0, false, List.of(), null, null);

        JsonNode state = new JsonMapper().readTree(LiveState.session(new Watched(session, told), Sight.none(null)));

        assertThat(state.path("providersPage").asString(null)).isEqualTo(linked);
    }

    @Test
    void theIdOfASessionIsTextInItsPage() {
        String id = "\"'><script>&";

        LiveAnswer page = LivePages.page(200, "session.html", Map.of("session", id, "stop", "key"));

        assertThat(new String(page.body(), StandardCharsets.UTF_8))
                .contains("&quot;&#39;&gt;&lt;script&gt;&amp;")
                .doesNotContain(id);
    }
}
