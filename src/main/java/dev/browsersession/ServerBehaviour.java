package dev.browsersession;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a server can be told to behave like, and with which values. */
final class ServerBehaviour {

    private static final Pattern FLAG = Pattern.compile("true|false");
    private static final Pattern TIME = Pattern.compile("PT(?=\\d)(\\d{1,6}H)?(\\d{1,6}M)?(\\d{1,6}(\\.\\d{1,9})?S)?");

    private static final Map<String, Pattern> KNOWN = new TreeMap<>(Map.of(
            "browserless.sessions",
            FLAG,
            "browserless.reconnect",
            FLAG,
            "browserless.max-ttl",
            Pattern.compile("[1-9]\\d{0,14}"),
            "browserbase.plan",
            Pattern.compile("(?i)paid|free|used[-_]up"),
            "browserbase.creations-per-minute",
            Pattern.compile("[1-9]\\d{0,8}"),
            "browserbase.first-connect",
            TIME,
            "browserbase.silence",
            TIME,
            // It becomes a part of a header's directive.
            "live.frame-ancestors",
            Pattern.compile("[^;,\\p{Cntrl}]+")));

    private ServerBehaviour() {}

    /**
     * Refuses what would be without effect.
     *
     * @throws ConfigurationException where there is none of that name, or that value is none of its
     */
    static void check(String name, String value) {
        Pattern fits = KNOWN.get(name);
        if (fits == null) {
            throw new ConfigurationException("There is no behaviour " + name + " of a server; there are "
                    + String.join(", ", KNOWN.keySet()) + ".");
        }
        if (!fits.matcher(value).matches()) {
            throw new ConfigurationException("The behaviour " + name + " of a server cannot be " + value
                    + "; there are " + String.join(", ", KNOWN.keySet()) + ".");
        }
    }
}
