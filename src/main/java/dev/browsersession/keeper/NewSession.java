package dev.browsersession.keeper;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request for a WebDriver session, as a driver beside its browser takes it: that one has its browser already, so whatever
 * names one is left out.
 */
record NewSession(JsonNode capabilities) {

    private static final Map<String, Long> USUAL_TIMEOUTS =
            Map.of("implicit", 0L, "pageLoad", 300_000L, "script", 30_000L);

    static NewSession of(byte[] request) {
        ObjectNode capabilities = object(KeeperJson.tree(request).path("capabilities"));
        clean(capabilities.path("alwaysMatch"));
        capabilities.path("firstMatch").values().forEach(NewSession::clean);
        return new NewSession(capabilities);
    }

    private static ObjectNode object(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("a new session needs capabilities");
    }

    private static void clean(JsonNode match) {
        if (match instanceof ObjectNode object) {
            object.remove("webSocketUrl");
            if (object.path("goog:chromeOptions") instanceof ObjectNode chrome) {
                chrome.remove("debuggerAddress");
                if (chrome.isEmpty()) {
                    object.remove("goog:chromeOptions");
                }
            }
        }
    }

    String body() {
        return KeeperJson.write(Map.of("capabilities", capabilities));
    }

    /** What can be changed in an open WebDriver session. */
    String timeouts() {
        JsonNode wanted = matched("timeouts");
        ObjectNode timeouts = KeeperJson.object();
        for (String name : USUAL_TIMEOUTS.keySet()) {
            timeouts.set(name, wanted.has(name) ? wanted.get(name) : KeeperJson.treeOf(USUAL_TIMEOUTS.get(name)));
        }
        return KeeperJson.write(timeouts);
    }

    /** From which level on it wants to read what consoles were told; for ChromeDriver it is this where nothing is said. */
    String browserLogLevel() {
        return loggingPreferences().path("browser").asString("WARNING");
    }

    /** The logs that it wants, by type. */
    List<String> logTypes() {
        return List.copyOf(loggingPreferences().propertyNames());
    }

    private JsonNode loggingPreferences() {
        return matched("goog:loggingPrefs");
    }

    private JsonNode matched(String name) {
        JsonNode wanted = capabilities.path("alwaysMatch").path(name);
        for (JsonNode match : capabilities.path("firstMatch").values()) {
            wanted = match.has(name) ? match.path(name) : wanted;
        }
        return wanted;
    }

    /** Whether it is all the same to an open WebDriver session which of the two it was opened with. */
    boolean isLike(NewSession other) {
        return withoutTimeouts().equals(other.withoutTimeouts());
    }

    private JsonNode withoutTimeouts() {
        JsonNode copy = capabilities.deepCopy();
        if (copy.path("alwaysMatch") instanceof ObjectNode always) {
            always.remove("timeouts");
        }
        for (JsonNode match : copy.path("firstMatch").values()) {
            ((ObjectNode) match).remove("timeouts");
        }
        return copy;
    }
}
