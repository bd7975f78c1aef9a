package dev.browsersession.provider.browserless;

import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.ProviderFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * A session as it is asked for, checked before anybody is asked.
 *
 * @param options the vendor's, each in its form
 * @param arguments of the browser
 * @param keepAlive how long it is to stay without a connection; zero for not at all
 */
record Wanted(Map<BrowserlessOption, String> options, List<String> arguments, Duration ttl, Duration keepAlive) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Those that say where the session is, or how long, and not what it is. */
    private static final Set<BrowserlessOption> ELSEWHERE =
            Set.of(BrowserlessOption.ENDPOINT, BrowserlessOption.REGION, BrowserlessOption.PROCESS_KEEP_ALIVE);

    private static final Map<BrowserlessOption, String> QUERY = Map.of(
            BrowserlessOption.BLOCK_ADS, "blockAds",
            BrowserlessOption.REPLAY, "replay",
            BrowserlessOption.PROFILE, "profile",
            BrowserlessOption.PROXY_TYPE, "proxy",
            BrowserlessOption.PROXY_COUNTRY, "proxyCountry",
            BrowserlessOption.PROXY_STATE, "proxyState",
            BrowserlessOption.PROXY_CITY, "proxyCity",
            BrowserlessOption.PROXY_STICKY, "proxySticky",
            BrowserlessOption.PROXY_PRESET, "proxyPreset");

    static Wanted of(SessionSpec spec) throws ProviderFailure {
        Map<BrowserlessOption, String> options = new TreeMap<>();
        for (BrowserlessOption option : BrowserlessOption.values()) {
            option.in(spec.options()).ifPresent(value -> options.put(option, value));
        }
        if (options.keySet().stream().anyMatch(BrowserlessOption::isOfProxy)) {
            options.putIfAbsent(BrowserlessOption.PROXY_TYPE, "residential");
        }
        Duration ttl = Duration.ofMillis(spec.ttlMillis());
        return new Wanted(
                options,
                HostedLaunch.arguments(spec.launch()),
                ttl,
                spec.keepAlive() ? keepAlive(options, ttl) : Duration.ZERO);
    }

    private static Duration keepAlive(Map<BrowserlessOption, String> options, Duration ttl) throws ProviderFailure {
        String given = options.get(BrowserlessOption.PROCESS_KEEP_ALIVE);
        if (given == null) {
            return ttl;
        }
        String unit = given.replaceFirst("[0-9]+", "");
        long count = Long.parseLong(given.substring(0, given.length() - unit.length()));
        Duration asked =
                switch (unit) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    default -> Duration.ofHours(count);
                };
        if (asked.compareTo(ttl) > 0) {
            throw new ProviderFailure(
                    Failure.Kind.CONFIGURATION,
                    "The option " + BrowserlessOption.PROCESS_KEEP_ALIVE.key() + " is '" + given
                            + "', but must not be longer than the ttl, which is " + ttl.toMillis() + " ms.");
        }
        return asked;
    }

    boolean isKeptAlive() {
        return !keepAlive.isZero();
    }

    /** Whether anything is asked for that a plan may lack. */
    boolean hasFeatures() {
        return options.keySet().stream().anyMatch(it -> !ELSEWHERE.contains(it));
    }

    /** For the Session API. */
    Map<String, Object> session() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("ttl", ttl.toMillis());
        if (isKeptAlive()) {
            body.put("processKeepAlive", keepAlive.toMillis());
        }
        if (!arguments.isEmpty()) {
            body.put("args", arguments);
        }
        Map<String, Object> proxy = new LinkedHashMap<>();
        options.forEach((option, value) -> {
            if (!ELSEWHERE.contains(option)) {
                (option.isOfProxy() ? proxy : body).put(option.field(), option.typed(value));
            }
        });
        if (!proxy.isEmpty()) {
            body.put("proxy", proxy);
        }
        return body;
    }

    /** The path at which a browser is launched by whoever connects. */
    String launchPath() {
        return options.getOrDefault(BrowserlessOption.BROWSER, "chromium");
    }

    /**
     * The parameters of such a connection.
     *
     * @param tracking by what the server is to know the browser
     * @param why it is not a session of the Session API
     */
    Map<String, String> launchQuery(String tracking, String why) throws ProviderFailure {
        for (BrowserlessOption option : List.of(BrowserlessOption.URL, BrowserlessOption.EXTENSIONS)) {
            if (options.containsKey(option)) {
                throw new ProviderFailure(
                        Failure.Kind.CONFIGURATION,
                        "The option " + option.key() + " needs the Session API of Browserless, and " + why + ".");
            }
        }
        Map<String, String> query = new LinkedHashMap<>();
        query.put("timeout", String.valueOf(ttl.toMillis()));
        query.put("trackingId", tracking);
        launch().ifPresent(json -> query.put("launch", json));
        options.forEach((option, value) -> {
            if (QUERY.containsKey(option)) {
                query.put(QUERY.get(option), value);
            }
        });
        return query;
    }

    private Optional<String> launch() {
        Map<String, Object> launch = new LinkedHashMap<>();
        for (BrowserlessOption option : List.of(BrowserlessOption.HEADLESS, BrowserlessOption.STEALTH)) {
            if (options.containsKey(option)) {
                launch.put(option.field(), option.typed(options.get(option)));
            }
        }
        if (!arguments.isEmpty()) {
            launch.put("args", arguments);
        }
        return launch.isEmpty() ? Optional.empty() : Optional.of(JSON.writeValueAsString(launch));
    }
}
