package dev.browsersession;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a server can be told to behave like, and with which values. */
final class ServerBehaviour {

    private static final Values FLAG = new Values("true|false", "true or false");
    private static final Values TIME =
            new Values("PT(?=\\d)(\\d{1,6}H)?(\\d{1,6}M)?(\\d{1,6}(\\.\\d{1,9})?S)?", "a time as in PT30S or PT5M");

    private static final Map<String, Values> KNOWN = new TreeMap<>(Map.of(
            "browserless.sessions",
            FLAG,
            "browserless.reconnect",
            FLAG,
            "browserless.pressure",
            FLAG,
            "browserless.max-ttl",
            new Values("[1-9]\\d{0,14}", "a number of milliseconds"),
            "browserbase.plan",
            new Values("(?i)paid|free|used[-_]up", "paid, free or used-up"),
            "browserbase.creations-per-minute",
            new Values("[1-9]\\d{0,8}", "a number from 1 on"),
            "browserbase.first-connect",
            TIME,
            "browserbase.silence",
            TIME,
            // It becomes a part of a header's directive.
            "live.frame-ancestors",
            new Values("[^;,\\p{Cntrl}]+", "sources as in a content security policy, without a comma or semicolon")));

    /** @param words what fits, for people */
    private record Values(Pattern fits, String words) {

        Values(String fits, String words) {
            this(Pattern.compile(fits), words);
        }
    }

    private ServerBehaviour() {}

    /**
     * Refuses what would be without effect.
     *
     * @throws ConfigurationException where there is none of that name, or that value is none of its
     */
    static void check(String name, String value) {
        Values values = KNOWN.get(name);
        if (values == null) {
            throw new ConfigurationException("There is no behaviour " + name + " of a server; there are "
                    + String.join(", ", KNOWN.keySet()) + ".");
        }
        if (!values.fits().matcher(value).matches()) {
            throw new ConfigurationException(
                    "The behaviour " + name + " of a server cannot be " + value + ": it is " + values.words() + ".");
        }
    }
}
