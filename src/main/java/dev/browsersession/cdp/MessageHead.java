package dev.browsersession.cdp;

import io.netty.buffer.ByteBuf;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What a CDP message is about, read without building a tree of it.
 *
 * @param id null in an event
 * @param method null in an answer
 * @param sessionId null for the browser itself; unknown, and null, after {@link #peek}
 */
record MessageHead(Integer id, String method, String sessionId) {

    /** The message is not one that only one reading of is possible. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    /**
     * Reads the first of {@code id} and {@code method}, which Chrome writes first. Enough to tell an answer from an event and
     * what kind of event it is, however large the rest.
     */
    static MessageHead peek(ByteBuf message) {
        try (JsonParser parser = CdpJson.parser(message)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("id") && value == JsonToken.VALUE_NUMBER_INT) {
                    return new MessageHead(parser.getIntValue(), null, null);
                }
                if (name.equals("method") && value == JsonToken.VALUE_STRING) {
                    return new MessageHead(null, parser.getString(), null);
                }
                parser.skipChildren();
            }
            return new MessageHead(null, null, null);
        }
    }

    /**
     * Reads a whole message and refuses what another parser could read differently, so that nothing passes for what it is not:
     * a second {@code method}, for one.
     */
    static MessageHead scan(ByteBuf message) throws Malformed {
        try (JsonParser parser = CdpJson.parser(message)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Malformed("a message must be a JSON object");
            }
            MessageHead head = properties(parser);
            if (parser.nextToken() != null) {
                throw new Malformed("a message must be one JSON object");
            }
            return head;
        } catch (JacksonException e) {
            throw new Malformed("a message must be valid JSON: " + e.getOriginalMessage());
        }
    }

    private static MessageHead properties(JsonParser parser) throws Malformed {
        Set<String> seen = new HashSet<>();
        Integer id = null;
        String method = null;
        String sessionId = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (!seen.add(name)) {
                throw new Malformed("a message must not have two properties of one name");
            }
            JsonToken value = parser.nextToken();
            switch (name) {
                case "id" -> id = integer(parser, value);
                case "method" -> method = string(parser, name, value);
                case "sessionId" -> sessionId = string(parser, name, value);
                default -> parser.skipChildren();
            }
        }
        return new MessageHead(id, method, sessionId == null || sessionId.isEmpty() ? null : sessionId);
    }

    private static Integer integer(JsonParser parser, JsonToken value) throws Malformed {
        if (value != JsonToken.VALUE_NUMBER_INT) {
            throw new Malformed("the id of a message must be an integer");
        }
        return parser.getIntValue();
    }

    private static String string(JsonParser parser, String name, JsonToken value) throws Malformed {
        if (value != JsonToken.VALUE_STRING) {
            throw new Malformed("the " + name + " of a message must be a string");
        }
        return parser.getString();
    }
}
