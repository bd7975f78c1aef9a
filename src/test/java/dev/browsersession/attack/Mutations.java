package dev.browsersession.attack;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is nearly right, and what is not right at all, from a seed. */
final class Mutations {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> WILD = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1e999",
            "9223372036854775808",
            "-9223372036854775808",
            "0.5",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"../../../etc/passwd\"",
            "\"/proc/self/environ\"",
            "\"%s%n{0}\"",
            "[]",
            "{}",
            "[[[[[[[[]]]]]]]]",
            "{\"\":null}",
            "{\"a\":{\"a\":{\"a\":[null]}}}");

    private final Random random;

    Mutations(Random random) {
        this.random = random;
    }

    boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T anyOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    byte[] noise() {
        byte[] bytes = new byte[random.nextInt(oneIn(20) ? 200_000 : 300)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The same JSON with one or several of its values, or of its bytes, changed. */
    byte[] ofJson(String json) {
        String mutated = json;
        if (!oneIn(3)) {
            JsonNode tree = JSON.readTree(json);
            for (int times = 1 + below(3); times > 0; times--) {
                change(tree);
            }
            mutated = JSON.writeValueAsString(tree);
        }
        byte[] bytes = mutated.getBytes(StandardCharsets.UTF_8);
        return oneIn(3) ? ofBytes(bytes) : bytes;
    }

    private void change(JsonNode tree) {
        List<JsonNode> containers = new ArrayList<>();
        collect(tree, containers);
        JsonNode chosen = anyOf(containers);
        JsonNode wild = oneIn(30) ? JSON.getNodeFactory().stringNode("x".repeat(100_000)) : JSON.readTree(anyOf(WILD));
        if (chosen instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = List.copyOf(object.propertyNames());
            String name = anyOf(names);
            if (oneIn(4)) {
                object.remove(name);
            } else {
                object.set(name, wild);
            }
        } else if (chosen instanceof ArrayNode array) {
            array.add(wild);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainer()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    /** Flips, drops, doubles or cuts. */
    byte[] ofBytes(byte[] bytes) {
        if (bytes.length == 0) {
            return bytes;
        }
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        int from = below(bytes.length);
        int to = Math.min(bytes.length, from + 1 + below(8));
        changed.write(bytes, 0, from);
        switch (below(4)) {
            case 0 -> changed.writeBytes(noise());
            case 1 -> changed.writeBytes(Arrays.copyOfRange(bytes, 0, to));
            case 2 -> {
                return changed.toByteArray();
            }
            default -> changed.write(below(256));
        }
        changed.write(bytes, to, bytes.length - to);
        return changed.toByteArray();
    }
}
