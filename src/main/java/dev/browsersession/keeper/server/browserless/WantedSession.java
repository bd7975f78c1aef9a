package dev.browsersession.keeper.server.browserless;

import dev.browsersession.keeper.server.ServerOptions;
import dev.browsersession.keeper.server.SessionWanted;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What is asked for with {@code POST /session}. Checked like Browserless does. Without effect here, since no test can tell, are
 * {@code stealth}, {@code blockAds}, {@code browser}, {@code url}, {@code proxy} and {@code replay}; refused, as by a plan that
 * lacks them, are {@code profile} and {@code extensions}: they bring what a test counts on.
 *
 * @param ttlMillis the session's, and of whatever process it has the longest
 * @param processKeepAliveMillis how long a process waits for the next client
 */
record WantedSession(long ttlMillis, long processKeepAliveMillis, SessionWanted browser) {

    private static final long A_DAY = 86_400_000;

    static WantedSession of(JsonNode body, ServerOptions options, String holder) throws Refusal {
        Fields fields = Fields.of("", body);
        long ttl = fields.millis("ttl").orElseThrow(() -> Refusal.badField("ttl is required."));
        long keepAlive = fields.millis("processKeepAlive").orElse(0L);
        check(ttl, keepAlive, options);
        boolean stealth = fields.bool("stealth").orElse(false);
        boolean headless = fields.bool("headless").orElse(true) || stealth;
        List<String> arguments = fields.texts("args");
        checkWithoutEffect(fields);
        refuseWhatIsMissed(fields);
        return new WantedSession(
                ttl,
                keepAlive,
                new SessionWanted(ttl, headless, arguments, Optional.empty(), Optional.empty(), holder));
    }

    private static void check(long ttl, long keepAlive, ServerOptions options) throws Refusal {
        if (ttl < 1) {
            throw Refusal.badField("ttl must be greater than 0.");
        }
        if (keepAlive > ttl) {
            throw Refusal.badField("processKeepAlive must not be greater than ttl.");
        }
        long longest = options.text(Behaviour.LONGEST_TTL).map(Long::valueOf).orElse(A_DAY);
        if (ttl > longest) {
            throw new Refusal(401, "The plan allows a ttl of " + longest + " ms at most.");
        }
    }

    private static void checkWithoutEffect(Fields fields) throws Refusal {
        fields.bool("blockAds");
        fields.bool("replay");
        fields.text("url");
        fields.oneOf("browser", new TreeSet<>(Set.of("chrome", "chromium", "stealth")));
        Optional<Fields> proxy = fields.object("proxy");
        if (proxy.isPresent()) {
            proxy.get().requireOnly(new TreeSet<>(Set.of("type", "sticky", "country", "city", "state", "preset")));
            proxy.get().oneOf("type", Set.of("residential"));
            proxy.get().bool("sticky");
            for (String text : List.of("country", "city", "state", "preset")) {
                proxy.get().text(text);
            }
        }
    }

    private static void refuseWhatIsMissed(Fields fields) throws Refusal {
        if (fields.text("profile").isPresent()) {
            throw Refusal.notHere("An authentication profile");
        }
        if (!fields.texts("extensions").isEmpty()) {
            throw Refusal.notHere("A stored extension");
        }
    }
}
