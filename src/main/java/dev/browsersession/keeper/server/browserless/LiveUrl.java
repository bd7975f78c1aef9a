package dev.browsersession.keeper.server.browserless;

import dev.browsersession.keeper.server.ClientCommands;
import dev.browsersession.keeper.server.ServedSession;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * {@code Browserless.liveURL}: where a person can watch the session.
 *
 * @param url of the page
 */
record LiveUrl(String url) implements ClientCommands {

    static LiveUrl of(ServedSession session, String authority) {
        return new LiveUrl("http://" + authority + "/live/" + session.id());
    }

    @Override
    public Set<String> methods() {
        return Set.of("Browserless.liveURL");
    }

    @Override
    public Optional<Map<String, Object>> result(String method, JsonNode parameters, Client client) {
        return Optional.of(Map.of("liveURL", url));
    }
}
