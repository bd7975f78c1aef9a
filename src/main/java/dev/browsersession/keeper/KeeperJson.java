package dev.browsersession.keeper;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.browsersession.protocol.Message;
import dev.browsersession.protocol.MessageTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON lines as the keeper reads and writes them. */
public final class KeeperJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .changeDefaultPropertyInclusion(include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private KeeperJson() {}

    public record Envelope(long id, Message body) {}

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static String line(long id, Message message) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("id", id);
        envelope.put("type", MessageTypes.nameOf(message.getClass()));
        envelope.put("body", message);
        return write(envelope);
    }

    /** @throws IllegalArgumentException with one sentence that holds nothing of the line but its position */
    static <T> T read(String line, Class<T> type) {
        try {
            return MAPPER.readValue(line, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads one line.
     *
     * @throws IllegalArgumentException with one sentence
     */
    public static Envelope envelope(String line) {
        JsonNode tree = read(line, JsonNode.class);
        if (!tree.path("id").isIntegralNumber() || !tree.path("type").isString()) {
            throw new IllegalArgumentException("a request needs an id and a type");
        }
        String type = tree.path("type").asString();
        Class<? extends Message> messageType = MessageTypes.named(type)
                .orElseThrow(() -> new IllegalArgumentException("there is no request of that type"));
        try {
            return new Envelope(tree.path("id").asLong(), MAPPER.treeToValue(tree.path("body"), messageType));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "the body is not a " + messageType.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
