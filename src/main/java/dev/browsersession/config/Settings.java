package dev.browsersession.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the value of a setting comes from: the JUnit configuration parameter {@code browser.session.<name>} (which includes
 * system properties and {@code junit-platform.properties}), then the environment variable {@code BROWSER_SESSION_<NAME>}.
 */
public final class Settings {

    private static final String PREFIX = "browser.session.";

    private final Function<String, Optional<String>> parameters;
    private final Map<String, String> environment;

    public Settings(Function<String, Optional<String>> parameters, Map<String, String> environment) {
        this.parameters = parameters;
        this.environment = environment;
    }

    /** The settings of a JVM in which no test has told its configuration parameters yet. */
    public static Settings ofThisJvm() {
        return new Settings(name -> Optional.ofNullable(System.getProperty(name)), System.getenv());
    }

    /** A value and, for messages, where it was given. */
    public record Value(String text, String source) {}

    public Optional<Value> find(String name) {
        String parameter = PREFIX + name;
        return parameters
                .apply(parameter)
                .map(text -> new Value(text.strip(), parameter))
                .or(() -> fromEnvironment(environmentName(name)))
                .filter(value -> !value.text().isEmpty());
    }

    /** The value that wins over every declaration. */
    public Optional<Value> override(String name) {
        return find("override." + name);
    }

    public Optional<String> text(String name) {
        return find(name).map(Value::text);
    }

    public boolean flag(String name, boolean otherwise) {
        return find(name)
                .map(value -> Values.bool(value.text(), value.source()))
                .orElse(otherwise);
    }

    public Map<String, String> environment() {
        return environment;
    }

    private Optional<Value> fromEnvironment(String variable) {
        return Optional.ofNullable(environment.get(variable)).map(text -> new Value(text.strip(), variable));
    }

    /** Dots, dashes and humps become underscores: {@code local.window-size} is {@code BROWSER_SESSION_LOCAL_WINDOW_SIZE}. */
    public static String environmentName(String name) {
        String underscored =
                (PREFIX + name).replace('.', '_').replace('-', '_').replaceAll("([a-z0-9])([A-Z])", "$1_$2");
        return underscored.toUpperCase(Locale.ROOT);
    }
}
