package dev.browsersession.webdriver;

import dev.browsersession.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The capability {@code proxy}, which a running browser no longer takes, as switches of Chrome. */
final class ProxySwitches {

    private static final Set<String> KEYS = Set.of(
            "proxyType",
            "autodetect",
            "httpProxy",
            "sslProxy",
            "socksProxy",
            "socksVersion",
            "noProxy",
            "proxyAutoconfigUrl");

    private ProxySwitches() {}

    static List<String> of(Map<String, Object> proxy) {
        for (String key : new TreeSet<>(proxy.keySet())) {
            if (!KEYS.contains(key)) {
                throw new ConfigurationException("The ChromeOptions set proxy.%s, which Chrome has no switch for. %s."
                        .formatted(key, "A proxy of a session's browser can have: " + new TreeSet<>(KEYS)));
            }
        }
        String type = text(proxy, "proxyType").toLowerCase(Locale.ROOT);
        return switch (type) {
            case "direct" -> List.of("--no-proxy-server");
            case "autodetect" -> List.of("--proxy-auto-detect");
            case "pac" -> List.of("--proxy-pac-url=" + text(proxy, "proxyAutoconfigUrl"));
            case "manual" -> manual(proxy);
            // What Chrome does by itself.
            case "system" -> List.of();
            default ->
                throw new ConfigurationException("The ChromeOptions set proxy.proxyType to " + type
                        + "; it can be direct, autodetect, pac, manual or system.");
        };
    }

    private static List<String> manual(Map<String, Object> proxy) {
        List<String> servers = new ArrayList<>();
        if (proxy.containsKey("httpProxy")) {
            servers.add("http=" + text(proxy, "httpProxy"));
        }
        if (proxy.containsKey("sslProxy")) {
            servers.add("https=" + text(proxy, "sslProxy"));
        }
        if (proxy.containsKey("socksProxy")) {
            servers.add("socks=" + socksScheme(proxy) + "://" + text(proxy, "socksProxy"));
        }
        if (servers.isEmpty()) {
            throw new ConfigurationException(
                    "The ChromeOptions set a manual proxy without httpProxy, sslProxy or socksProxy.");
        }
        List<String> switches = new ArrayList<>(List.of("--proxy-server=" + String.join(";", servers)));
        if (proxy.containsKey("noProxy")) {
            switches.add("--proxy-bypass-list=" + String.join(";", exceptions(proxy)));
        }
        return switches;
    }

    private static String socksScheme(Map<String, Object> proxy) {
        int version = new OptionValue("proxy.socksVersion", proxy.getOrDefault("socksVersion", 5))
                .number()
                .intValue();
        if (version != 4 && version != 5) {
            throw new ConfigurationException(
                    "The ChromeOptions set proxy.socksVersion to " + version + "; Chrome speaks 4 and 5.");
        }
        return "socks" + version;
    }

    private static List<String> exceptions(Map<String, Object> proxy) {
        return proxy.get("noProxy") instanceof String commas
                ? List.of(commas.split("\\s*,\\s*"))
                : new OptionValue("proxy.noProxy", proxy.get("noProxy")).strings();
    }

    private static String text(Map<String, Object> proxy, String key) {
        return new OptionValue("proxy." + key, proxy.get(key)).string();
    }
}
