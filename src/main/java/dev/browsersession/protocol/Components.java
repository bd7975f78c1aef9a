package dev.browsersession.protocol;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** What must be there in a request. A request that lacks it cannot be made, so nobody has to look again. */
final class Components {

    private Components() {}

    static <T> T required(T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("its " + name + " is missing");
        }
        return value;
    }

    static String path(String value, String name) {
        try {
            return value == null ? null : Path.of(value).toString();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("its " + name + " is not a path", e);
        }
    }

    /** Variables that a process can be started with; null stands for none. */
    static Map<String, String> environment(Map<String, String> variables) {
        if (variables == null) {
            return Map.of();
        }
        variables.forEach((name, value) -> {
            if (name == null || value == null || name.isEmpty() || name.indexOf('=', 1) >= 0) {
                throw new IllegalArgumentException("its environment has a variable without a name or a value");
            }
            if (name.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("its environment has a variable with a NUL in it");
            }
        });
        return Map.copyOf(variables);
    }
}
