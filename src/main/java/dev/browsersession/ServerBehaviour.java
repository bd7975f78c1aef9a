package dev.browsersession;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What a server can be told to behave like, and with which values. */
final class ServerBehaviour {

    private static final Predicate<String> FLAG = value -> value.matches("true|false");
    private static final Predicate<String> COUNT = value -> value.matches("[1-9]\\d{0,8}");
    private static final Predicate<String> MILLIS = value -> value.matches("[1-9]\\d{0,14}");

    private static final Map<String, Predicate<String>> KNOWN = new TreeMap<>(Map.of(
            "browserless.sessions",
            FLAG,
            "browserless.reconnect",
            FLAG,
            "browserless.max-ttl",
            MILLIS,
            "browserbase.plan",
            value -> value.matches("(?i)paid|free|used[-_]up"),
            "browserbase.creations-per-minute",
            COUNT,
            "browserbase.first-connect",
            ServerBehaviour::isTime,
            "browserbase.silence",
            ServerBehaviour::isTime,
            // It becomes a part of a header's directive.
            "live.frame-ancestors",
            value -> value.matches("[^;,\\p{Cntrl}]+")));

    private ServerBehaviour() {}

    /** @throws ConfigurationException where there is none of that name, or that value is none of its */
    static void check(String name, String value) {
        Predicate<String> fits = KNOWN.get(name);
        if (fits == null) {
            throw new ConfigurationException("There is no behaviour " + name + " of a server; there are "
                    + String.join(", ", KNOWN.keySet()) + ".");
        }
        if (!fits.test(value)) {
            throw new ConfigurationException("The behaviour " + name + " of a server cannot be " + value + ".");
        }
    }

    private static boolean isTime(String value) {
        try {
            return Duration.parse(value).toMillis() > 0;
        } catch (DateTimeParseException | ArithmeticException e) {
            return false;
        }
    }
}
