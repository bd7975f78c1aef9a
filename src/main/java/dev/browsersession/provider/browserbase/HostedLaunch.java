package dev.browsersession.provider.browserbase;

import dev.browsersession.protocol.BrowserLaunch;
import dev.browsersession.protocol.Failure;
import dev.browsersession.provider.ProviderFailure;
import java.util.Collection;
import java.util.TreeSet;

/** A browser at Browserbase is launched by Browserbase, and takes nothing of a user's {@code ChromeOptions} for it. */
final class HostedLaunch {

    private HostedLaunch() {}

    static void requireNone(BrowserLaunch launch) throws ProviderFailure {
        refuse("argument", launch.arguments());
        refuse("excluded switch", launch.excludeSwitches());
        refuse("preference", launch.preferences().keySet());
        refuse("local state", launch.localState().keySet());
        if (!launch.extensions().isEmpty()) {
            throw refused(
                    "an extension",
                    " Upload it to Browserbase, and name its id with the option " + BrowserbaseOption.EXTENSION.key()
                            + ".");
        }
    }

    private static void refuse(String what, Collection<String> names) throws ProviderFailure {
        if (!names.isEmpty()) {
            throw refused("the " + what + " " + String.join(", ", new TreeSet<>(names)), "");
        }
    }

    private static ProviderFailure refused(String what, String advice) {
        return new ProviderFailure(
                Failure.Kind.CONFIGURATION,
                "The ChromeOptions have " + what
                        + ", which cannot reach a browser that Browserbase launches. Leave it out"
                        + " with the provider browserbase." + advice);
    }
}
