package dev.browsersession.keeper.server.browserless;

import dev.browsersession.keeper.server.ServerOptions;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Like which plan, or which kind of its server, Browserless is to behave. */
final class Behaviour {

    /** {@code false}: no Session API, like the open-source server. */
    static final String WITH_SESSIONS = "browserless.sessions";

    /** {@code false}: nobody comes back to a browser, like with the open-source server. */
    static final String WITH_RECONNECT = "browserless.reconnect";

    /** {@code false}: nobody is told how full it is, but who connects to it. */
    static final String WITH_PRESSURE = "browserless.pressure";

    /** The longest ttl of a session, in milliseconds. */
    static final String LONGEST_TTL = "browserless.max-ttl";

    private static final Pattern FLAG = Pattern.compile("true|false");
    private static final Map<String, Pattern> KNOWN = new TreeMap<>(Map.of(
            WITH_SESSIONS,
            FLAG,
            WITH_RECONNECT,
            FLAG,
            WITH_PRESSURE,
            FLAG,
            LONGEST_TTL,
            Pattern.compile("[1-9]\\d{0,14}")));

    private Behaviour() {}

    /** @throws IllegalArgumentException with a sentence */
    static void check(ServerOptions options) {
        options.behaviour().forEach((name, value) -> {
            if (!name.startsWith("browserless.")) {
                return;
            }
            Pattern fits = KNOWN.get(name);
            if (fits == null) {
                throw new IllegalArgumentException("There is no behaviour " + name + "; known of Browserless are "
                        + String.join(", ", KNOWN.keySet()) + ".");
            }
            if (!fits.matcher(value).matches()) {
                throw new IllegalArgumentException("The behaviour " + name + " cannot be " + value + ".");
            }
        });
    }
}
