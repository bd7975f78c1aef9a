package dev.browsersession.provider.browserbase;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Which proxies the browser is behind. May hold the password of one, so messages do not repeat it. */
final class ProxyOption {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<List<Map<String, Object>>> LIST = new TypeReference<>() {};
    private static final Set<String> TYPES = Set.of("browserbase", "external", "none");
    private static final String WANTED =
            "true, false, or a JSON array of objects, each with a type (browserbase, external or none), an external one with"
                    + " its server";

    private ProxyOption() {}

    static Object read(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        try {
            List<Map<String, Object>> proxies = MAPPER.readValue(text, LIST);
            if (proxies != null && !proxies.isEmpty() && proxies.stream().allMatch(ProxyOption::isProxy)) {
                return proxies;
            }
        } catch (JacksonException e) {
            // Not with its message as a cause: it repeats what it has read.
            throw new IllegalArgumentException(WANTED);
        }
        throw new IllegalArgumentException(WANTED);
    }

    private static boolean isProxy(Map<String, Object> proxy) {
        return proxy != null
                && proxy.get("type") instanceof String type
                && TYPES.contains(type)
                && (!type.equals("external") || proxy.get("server") instanceof String);
    }
}
