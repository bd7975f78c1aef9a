package dev.browsersession.protocol;

/**
 * What a shared session is known by.
 *
 * @param name the name that its users give
 * @param project the project whose name that is: the path of its root; null where all projects of the user mean the same
 */
public record SharedName(String name, String project) {

    public SharedName {
        name = Components.required(name, "name");
    }

    @Override
    public String toString() {
        return "\"" + name + "\"";
    }
}
