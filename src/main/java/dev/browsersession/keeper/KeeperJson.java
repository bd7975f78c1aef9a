package dev.browsersession.keeper;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.browsersession.protocol.Message;
import dev.browsersession.protocol.MessageTypes;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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

    static JsonNode tree(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("that is not JSON", e);
        }
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static JsonNode treeOf(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** An object's fields, as the JDK's types. */
    static Map<String, Object> map(JsonNode object) {
        return MAPPER.convertValue(object, new TypeReference<>() {});
    }

    /** @throws IllegalArgumentException with one sentence that holds nothing of the line but its position */
    static <T> T read(String line, Class<T> type) {
        try {
            T value = MAPPER.readValue(line, type);
            if (value == null) {
                throw new IllegalArgumentException("not a " + type.getSimpleName() + ": it is null");
            }
            return value;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + whatIsWrong(e), e);
        }
    }

    /**
     * Reads an answer.
     *
     * @throws IllegalArgumentException with one sentence
     */
    public static Envelope envelope(String line) {
        try {
            return envelope(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)));
        } catch (UnfitRequest e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Reads a request.
     *
     * @throws IllegalArgumentException with one sentence, where it is not known what is asked for
     * @throws UnfitRequest where it is known, but not with what
     */
    static Envelope envelope(InputStream line) throws UnfitRequest {
        JsonNode tree = tree(line);
        if (!tree.path("id").isIntegralNumber()
                || !tree.path("id").canConvertToLong()
                || !tree.path("type").isString()) {
            throw new IllegalArgumentException("A request needs an id and a type.");
        }
        long id = tree.path("id").asLong();
        Class<? extends Message> type = MessageTypes.named(tree.path("type").asString())
                .orElseThrow(() -> new UnfitRequest(id, "There is no request of that type."));
        if (!tree.path("body").isObject()) {
            throw new UnfitRequest(id, "The request " + MessageTypes.nameOf(type) + " has no body.");
        }
        try {
            return new Envelope(id, MAPPER.treeToValue(tree.path("body"), type));
        } catch (JacksonException e) {
            throw new UnfitRequest(
                    id,
                    "The body of the request " + MessageTypes.nameOf(type) + " does not fit: " + whatIsWrong(e) + ".");
        }
    }

    private static JsonNode tree(InputStream line) {
        try {
            return MAPPER.readTree(line);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("A line must be one JSON object: " + whatIsWrong(e) + ".", e);
        }
    }

    /** Not Jackson's message, which repeats what it has read: that may be a secret. */
    private static String whatIsWrong(JacksonException failure) {
        String where = failure.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."));
        String place = where.isEmpty() ? "" : " in its " + where;
        if (failure.getCause() instanceof NullPointerException) {
            return "there is a null where a value must be" + place;
        }
        if (failure.getCause() instanceof IllegalArgumentException refused) {
            return refused.getMessage();
        }
        return where.isEmpty()
                ? "what is at column " + failure.getLocation().getColumnNr() + " is not JSON"
                : "the value of " + where + " is of the wrong kind";
    }

    /** A request that is known by its id, and cannot be carried out. Its message is one sentence. */
    static final class UnfitRequest extends Exception {

        private static final long serialVersionUID = 1L;

        private final long id;

        UnfitRequest(long id, String message) {
            super(message);
            this.id = id;
        }

        long id() {
            return id;
        }
    }
}
