package dev.browsersession.keeper.server.browserless;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a JSON object, read by their types. A null counts as absent.
 *
 * @param name of the object in messages, with a dot; empty for the body itself
 */
record Fields(String name, JsonNode object) {

    static Fields of(String name, JsonNode value) throws Refusal {
        if (!value.isObject()) {
            throw Refusal.badField((name.isEmpty() ? "The body" : name) + " must be a JSON object.");
        }
        return new Fields(name.isEmpty() ? "" : name + ".", value);
    }

    private Optional<JsonNode> find(String field) {
        return Optional.ofNullable(object.get(field)).filter(value -> !value.isNull());
    }

    Optional<Fields> object(String field) throws Refusal {
        Optional<JsonNode> value = find(field);
        return value.isEmpty() ? Optional.empty() : Optional.of(of(name + field, value.get()));
    }

    Optional<Boolean> bool(String field) throws Refusal {
        Optional<JsonNode> value = find(field);
        require(field, value.isEmpty() || value.get().isBoolean(), "true or false");
        return value.map(JsonNode::asBoolean);
    }

    Optional<String> text(String field) throws Refusal {
        Optional<JsonNode> value = find(field);
        require(field, value.isEmpty() || value.get().isString(), "a string");
        return value.map(JsonNode::asString);
    }

    Optional<String> oneOf(String field, Set<String> values) throws Refusal {
        Optional<String> value = text(field);
        require(field, value.isEmpty() || values.contains(value.get()), "one of " + String.join(", ", values));
        return value;
    }

    /** A number of milliseconds; a fraction is cut off. */
    Optional<Long> millis(String field) throws Refusal {
        Optional<JsonNode> value = find(field);
        require(field, value.isEmpty() || isMillis(value.get()), "a number of milliseconds");
        return value.map(number -> (long) number.asDouble());
    }

    private static boolean isMillis(JsonNode value) {
        return value.isNumber() && value.asDouble() >= 0 && value.asDouble() < 1e15;
    }

    List<String> texts(String field) throws Refusal {
        List<String> texts = new ArrayList<>();
        Optional<JsonNode> value = find(field);
        require(field, value.isEmpty() || value.get().isArray(), "an array of strings");
        if (value.isPresent()) {
            for (JsonNode each : value.get()) {
                require(field, each.isString(), "an array of strings");
                texts.add(each.asString());
            }
        }
        return texts;
    }

    void requireOnly(Set<String> known) throws Refusal {
        for (String field : object.propertyNames()) {
            if (!known.contains(field)) {
                throw Refusal.badField(
                        name + " has a field that is not known; known are " + String.join(", ", known) + ".");
            }
        }
    }

    private void require(String field, boolean fits, String what) throws Refusal {
        if (!fits) {
            throw Refusal.badField(name + field + " must be " + what + ".");
        }
    }
}
