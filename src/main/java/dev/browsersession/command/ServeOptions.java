package dev.browsersession.command;

import dev.browsersession.BrowserServer;
import dev.browsersession.ConfigurationException;
import dev.browsersession.config.Values;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** The options of {@code serve}. */
record ServeOptions(Map<String, String> given) {

    /** The one that has several values, separated by commas. */
    static final String LIST = "behave";

    static final Set<String> NAMES =
            Set.of("port", "host", "token", "api-key", "max-sessions", "default-timeout", LIST);

    static ServeOptions of(Map<String, String> options) {
        return new ServeOptions(options);
    }

    /** A secret of the command line can be read by whoever lists processes, so it may be in the environment too. */
    BrowserServer.Builder builder(Map<String, String> environment) throws UsageException {
        BrowserServer.Builder builder = BrowserServer.builder();
        try {
            fill(builder, environment);
            return builder;
        } catch (ConfigurationException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private void fill(BrowserServer.Builder builder, Map<String, String> environment) throws UsageException {
        for (Map.Entry<String, String> option : given.entrySet()) {
            String value = option.getValue();
            switch (option.getKey()) {
                case "port" -> builder.port(number("port", value));
                case "host" -> builder.host(value);
                case "token" -> builder.token(value);
                case "api-key" -> builder.apiKey(value);
                case "max-sessions" -> builder.maxSessions(number("max-sessions", value));
                case "default-timeout" ->
                    builder.defaultTimeout(Values.duration(value, "The option --default-timeout"));
                case LIST -> behave(builder, value);
                case "state-dir" -> builder.stateDirectory(Path.of(value));
                default -> throw new UsageException("The command serve has no option --" + option.getKey() + ".");
            }
        }
        if (!given.containsKey("token") && isSet(environment.get("BROWSERLESS_TOKEN"))) {
            builder.token(environment.get("BROWSERLESS_TOKEN"));
        }
        if (!given.containsKey("api-key") && isSet(environment.get("BROWSERBASE_API_KEY"))) {
            builder.apiKey(environment.get("BROWSERBASE_API_KEY"));
        }
    }

    private static boolean isSet(String value) {
        return value != null && !value.isBlank();
    }

    private static void behave(BrowserServer.Builder builder, String pairs) throws UsageException {
        for (String pair : pairs.split(",")) {
            String[] parts = pair.strip().split("=", 2);
            if (parts.length != 2) {
                throw new UsageException("The option --behave needs <name>=<value>, separated by commas.");
            }
            builder.behaviour(parts[0], parts[1]);
        }
    }

    private static int number(String option, String value) throws UsageException {
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw new UsageException("--" + option + " is \"" + value + "\", which is not a number.", e);
        }
    }
}
