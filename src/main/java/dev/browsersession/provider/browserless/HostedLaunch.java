package dev.browsersession.provider.browserless;

import dev.browsersession.protocol.BrowserLaunch;
import dev.browsersession.protocol.Failure;
import dev.browsersession.provider.ProviderFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What of a user's {@code ChromeOptions} reaches a browser at Browserless: its arguments. */
final class HostedLaunch {

    private static final Map<String, String> THEIRS = Map.of(
            "user-data-dir", "the profile directory is the server's",
            "remote-debugging-port", "the browser is reached through the server",
            "remote-debugging-pipe", "the browser is reached through the server");

    private HostedLaunch() {}

    /** The arguments, each with its dashes. */
    static List<String> arguments(BrowserLaunch launch) throws ProviderFailure {
        refuse(launch.preferences().keySet(), "preference");
        refuse(launch.localState().keySet(), "local state");
        refuse(new TreeSet<>(launch.excludeSwitches()), "excluded switch");
        if (!launch.extensions().isEmpty()) {
            throw refused(
                    "extensions of the ChromeOptions cannot be sent to a browser at Browserless; upload them there,"
                            + " and name them with " + BrowserlessOption.EXTENSIONS.key());
        }
        List<String> arguments = new ArrayList<>();
        for (String argument : launch.arguments()) {
            String bare = argument.strip().replaceFirst("^-+", "");
            String name = bare.split("=", 2)[0].strip();
            if (name.isEmpty()) {
                throw refused("the browser argument '" + argument + "' is not a switch: --name or --name=value");
            }
            if (THEIRS.containsKey(name)) {
                throw refused(
                        "the browser argument '" + argument + "' cannot be used at Browserless: " + THEIRS.get(name));
            }
            arguments.add("--" + bare);
        }
        return arguments;
    }

    private static void refuse(Set<String> names, String what) throws ProviderFailure {
        if (!names.isEmpty()) {
            throw refused(
                    "the " + what + " '" + new TreeSet<>(names).first()
                            + "' of the ChromeOptions cannot reach a browser at Browserless, which takes more arguments and nothing else");
        }
    }

    private static ProviderFailure refused(String what) {
        return new ProviderFailure(
                Failure.Kind.CONFIGURATION,
                "Provider browserless created no session: " + what + ". Remove it from the ChromeOptions.");
    }
}
