package dev.browsersession.provider.local;

import dev.browsersession.protocol.Failure;
import dev.browsersession.provider.ProviderFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Turns preferences by dotted name into the nested objects that Chrome keeps them in. */
final class NestedJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Object> root = new LinkedHashMap<>();

    /** Adds all, replacing values that are there already. */
    NestedJson putAll(Map<String, Object> dotted) throws ProviderFailure {
        for (Map.Entry<String, Object> entry : dotted.entrySet()) {
            put(entry.getKey(), entry.getValue());
        }
        return this;
    }

    byte[] bytes() {
        return JSON.writeValueAsBytes(root);
    }

    private void put(String name, Object value) throws ProviderFailure {
        String[] path = name.split("\\.", -1);
        Map<String, Object> object = root;
        for (int i = 0; i < path.length - 1; i++) {
            object = child(object, path[i], name);
        }
        Object before = object.get(path[path.length - 1]);
        if (before instanceof Branch && !(value instanceof Map)) {
            throw conflict(name, path[path.length - 1]);
        }
        if (before instanceof Branch branch) {
            ((Map<?, ?>) value).forEach((key, inner) -> branch.putIfAbsent(String.valueOf(key), inner));
        } else {
            object.put(path[path.length - 1], value instanceof Map<?, ?> map ? Branch.of(map) : value);
        }
    }

    private static Map<String, Object> child(Map<String, Object> object, String key, String name)
            throws ProviderFailure {
        if (object.computeIfAbsent(key, it -> new Branch()) instanceof Branch branch) {
            return branch;
        }
        throw conflict(name, key);
    }

    private static ProviderFailure conflict(String name, String key) {
        return new ProviderFailure(
                Failure.Kind.CONFIGURATION,
                "The preference '" + name + "' cannot be written: '" + key
                        + "' is set both to a value and to an object.");
    }

    /** An object that came about here, and so can be added to. */
    private static final class Branch extends LinkedHashMap<String, Object> {
        private static final long serialVersionUID = 1L;

        private static Branch of(Map<?, ?> map) {
            Branch branch = new Branch();
            map.forEach((key, value) -> branch.put(String.valueOf(key), value));
            return branch;
        }
    }
}
