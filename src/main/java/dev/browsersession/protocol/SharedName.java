package dev.browsersession.protocol;

import java.util.Objects;

/**
 * What a shared session is known by.
 *
 * @param name the name that its users give
 * @param project the project whose name that is: the path of its root; null where all projects of the user mean the same
 */
public record SharedName(String name, String project) {

    public SharedName {
        Objects.requireNonNull(name, "name");
    }

    @Override
    public String toString() {
        return "\"" + name + "\"";
    }
}
