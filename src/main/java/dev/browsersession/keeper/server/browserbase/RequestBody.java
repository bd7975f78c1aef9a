package dev.browsersession.keeper.server.browserbase;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * An object of a request. What is not asked for is not looked at: a client may be newer than this server.
 *
 * @param path where in the request, for sentences
 */
record RequestBody(JsonNode node, String path) {

    static RequestBody of(JsonNode node, String path) throws Refusal {
        if (!node.isObject()) {
            throw Refusal.badRequest(path + " must be object");
        }
        return new RequestBody(node, path);
    }

    Optional<RequestBody> object(String name) throws Refusal {
        return node.has(name) ? Optional.of(of(node.get(name), at(name))) : Optional.empty();
    }

    Optional<JsonNode> any(String name) {
        return Optional.ofNullable(node.get(name));
    }

    Optional<Boolean> flag(String name) throws Refusal {
        if (!node.has(name)) {
            return Optional.empty();
        }
        require(node.get(name).isBoolean(), name, "be boolean");
        return Optional.of(node.get(name).asBoolean());
    }

    OptionalInt integer(String name, int least, int most) throws Refusal {
        if (!node.has(name)) {
            return OptionalInt.empty();
        }
        JsonNode value = node.get(name);
        require(value.isIntegralNumber() && value.canConvertToLong(), name, "be integer");
        require(value.asLong() >= least, name, "be >= " + least);
        require(value.asLong() <= most, name, "be <= " + most);
        return OptionalInt.of(value.asInt());
    }

    Optional<String> text(String name) throws Refusal {
        if (!node.has(name)) {
            return Optional.empty();
        }
        require(node.get(name).isString(), name, "be string");
        return Optional.of(node.get(name).asString());
    }

    Optional<String> oneOf(String name, List<String> allowed) throws Refusal {
        Optional<String> value = text(name);
        require(
                value.isEmpty() || allowed.contains(value.get()),
                name,
                "be equal to one of the allowed values: " + String.join(", ", allowed));
        return value;
    }

    String at(String name) {
        return path + "/" + name;
    }

    void require(boolean holds, String name, String what) throws Refusal {
        if (!holds) {
            throw Refusal.badRequest(at(name) + " must " + what);
        }
    }
}
