package dev.browsersession.keeper.server.browserless;

import dev.browsersession.keeper.server.HttpCall;
import dev.browsersession.keeper.server.ServerJson;
import dev.browsersession.keeper.server.ServerOptions;
import dev.browsersession.keeper.server.SessionWanted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What the query of a websocket asks for. Known without effect are the parameters that no test can tell; {@code profile} is
 * refused, as by a plan that lacks it, and so is what a test can tell of {@code launch}.
 *
 * @param trackingId what the client calls it; empty where it has no name for it
 */
record OneOffWanted(long timeoutMillis, boolean headless, List<String> arguments, Optional<String> trackingId) {

    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "token",
            "blockAds",
            "stealth",
            "slowMo",
            "replay",
            "solveCaptchas",
            "integrations",
            "humanlike",
            "blockConsentModals",
            "proxy",
            "proxyCountry",
            "proxyState",
            "proxyCity",
            "proxySticky",
            "proxyLocaleMatch",
            "proxyPreset");

    private static final List<String> NOT_HERE = List.of("defaultViewport", "ignoreDefaultArgs", "userDataDir");
    private static final Set<String> KNOWN = Set.of("timeout", "launch", "trackingId", "headless", "profile");
    private static final Pattern TRACKING_ID = Pattern.compile("[0-9a-zA-Z_-]{1,32}");
    private static final long A_DAY = 86_400_000;

    static OneOffWanted of(HttpCall call, ServerOptions options) throws Refusal {
        for (String name : call.query().keySet()) {
            if (!KNOWN.contains(name) && !WITHOUT_EFFECT.contains(name) && !name.startsWith("--")) {
                throw Refusal.badField("There is no query parameter of one of the names given.");
            }
        }
        if (call.parameter("profile").isPresent()) {
            throw Refusal.notHere("An authentication profile");
        }
        Optional<Fields> launch = launch(call);
        if (launch.isPresent()) {
            refuseWhatIsMissed(launch.get().object());
        }
        boolean headless = flag(call).orElse(launch.isEmpty() || headless(launch.get()));
        return new OneOffWanted(timeout(call, options), headless, arguments(call, launch), trackingId(call));
    }

    /** Clients write out defaults, too: what is empty or false asks for nothing. */
    private static void refuseWhatIsMissed(JsonNode launch) throws Refusal {
        for (String name : NOT_HERE) {
            JsonNode value = launch.path(name);
            boolean asksForNothing = value.isMissingNode()
                    || value.isNull()
                    || (value.isContainer() && value.isEmpty())
                    || (value.isBoolean() && !value.asBoolean());
            if (!asksForNothing) {
                throw Refusal.notHere("launch." + name);
            }
        }
    }

    SessionWanted browser(String holder) {
        return new SessionWanted(timeoutMillis, headless, arguments, Optional.empty(), Optional.empty(), holder);
    }

    private static long timeout(HttpCall call, ServerOptions options) throws Refusal {
        Optional<String> text = call.parameter("timeout");
        long longest = options.text(Behaviour.LONGEST_TTL).map(Long::valueOf).orElse(Long.MAX_VALUE);
        if (text.isEmpty()) {
            return Math.min(options.defaultTimeoutMillis(), longest);
        }
        if (!text.get().matches("\\d{1,15}")) {
            throw Refusal.badField("timeout must be a number of milliseconds.");
        }
        long millis = Long.parseLong(text.get());
        if (millis > longest) {
            throw new Refusal(401, "The plan allows a timeout of " + longest + " ms at most.");
        }
        return millis == 0 ? Math.min(A_DAY, longest) : millis;
    }

    private static Optional<String> trackingId(HttpCall call) throws Refusal {
        Optional<String> id = call.parameter("trackingId");
        if (id.isPresent() && !TRACKING_ID.matcher(id.get()).matches()) {
            throw Refusal.badField("trackingId must have at most 32 characters of 0-9, a-z, A-Z, - and _.");
        }
        return id;
    }

    private static Optional<Boolean> flag(HttpCall call) throws Refusal {
        Optional<String> text = call.parameter("headless");
        if (text.isPresent() && !Set.of("", "true", "false", "new", "shell").contains(text.get())) {
            throw Refusal.badField("headless must be true or false.");
        }
        return text.map(value -> !value.equals("false"));
    }

    private static boolean headless(Fields launch) throws Refusal {
        JsonNode value = launch.object().get("headless");
        return value == null || !value.isBoolean() || launch.bool("headless").orElse(true);
    }

    private static List<String> arguments(HttpCall call, Optional<Fields> launch) throws Refusal {
        List<String> arguments = new ArrayList<>();
        call.query().forEach((name, values) -> {
            if (name.startsWith("--")) {
                arguments.add(values.get(0).isEmpty() ? name : name + "=" + values.get(0));
            }
        });
        if (launch.isPresent()) {
            arguments.addAll(launch.get().texts("args"));
            if (launch.get().bool("acceptInsecureCerts").orElse(false)
                    || launch.get().bool("ignoreHTTPSErrors").orElse(false)) {
                arguments.add("--ignore-certificate-errors");
            }
        }
        return arguments;
    }

    private static Optional<Fields> launch(HttpCall call) throws Refusal {
        Optional<String> text = call.parameter("launch");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] json = text.get().strip().startsWith("{")
                    ? text.get().getBytes(StandardCharsets.UTF_8)
                    : Base64.getMimeDecoder().decode(text.get());
            return Optional.of(Fields.of("launch", ServerJson.read(json)));
        } catch (IllegalArgumentException e) {
            throw Refusal.badField("launch must be a JSON object, as it is or in base64.");
        }
    }
}
