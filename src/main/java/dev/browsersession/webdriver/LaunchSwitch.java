package dev.browsersession.webdriver;

import dev.browsersession.ConfigurationException;
import java.util.Map;

/** A command-line switch of Chrome as a user wrote it, with or without dashes. */
final class LaunchSwitch {

    private static final Map<String, String> NOT_THE_USERS = Map.of(
            "user-data-dir", "every session has a profile directory of its own, which goes with it",
            "remote-debugging-port", "the connection to the browser is the session's own",
            "remote-debugging-address", "the connection to the browser is the session's own",
            "remote-debugging-pipe", "the connection to the browser is the session's own");

    private LaunchSwitch() {}

    static String of(String argument) {
        String bare = withoutDashes(argument);
        String name = nameOf(bare);
        String reason = NOT_THE_USERS.get(name);
        if (reason != null) {
            throw new ConfigurationException(
                    "The ChromeOptions add the argument --%s, which a session's browser cannot take: %s. Leave it out."
                            .formatted(name, reason));
        }
        return "--" + bare;
    }

    /** The name alone, as {@code excludeSwitches} has it. */
    static String nameOf(String argument) {
        String bare = withoutDashes(argument);
        int equals = bare.indexOf('=');
        return equals < 0 ? bare : bare.substring(0, equals);
    }

    private static String withoutDashes(String argument) {
        String bare = argument.strip();
        return bare.startsWith("--") ? bare.substring(2) : bare;
    }
}
