package dev.browsersession.jupiter;

import dev.browsersession.BrowserSession;
import dev.browsersession.ChromeConfigurer;
import dev.browsersession.ConfigurationException;
import dev.browsersession.Isolation;
import dev.browsersession.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What declarations say: null for an attribute that none of them names.
 *
 * @param options option values by full key
 */
record Declared(
        String provider,
        String ttl,
        Boolean keepAlive,
        Scope scope,
        Isolation isolation,
        String shared,
        Map<String, String> options,
        Class<? extends ChromeConfigurer> configure) {

    static final Declared NOTHING = new Declared(null, null, null, null, null, null, Map.of(), null);

    static Declared of(BrowserSession annotation) {
        boolean[] keepAlive = annotation.keepAlive();
        if (keepAlive.length > 1) {
            throw severalValues("keepAlive");
        }
        return new Declared(
                single("provider", annotation.provider()),
                single("ttl", annotation.ttl()),
                keepAlive.length == 0 ? null : (Boolean) keepAlive[0],
                single("scope", annotation.scope()),
                single("isolation", annotation.isolation()),
                single("shared", annotation.shared()),
                options(annotation.options()),
                single("configure", annotation.configure()));
    }

    /** The declarations of several places as one; the first place is the closest to the test and wins. */
    static Declared merge(List<Declared> closestFirst) {
        return closestFirst.stream().reduce(NOTHING, Declared::or);
    }

    private Declared or(Declared farther) {
        Map<String, String> merged = new LinkedHashMap<>(farther.options);
        merged.putAll(options);
        return new Declared(
                first(provider, farther.provider),
                first(ttl, farther.ttl),
                first(keepAlive, farther.keepAlive),
                first(scope, farther.scope),
                first(isolation, farther.isolation),
                first(shared, farther.shared),
                merged,
                configure != null ? configure : farther.configure);
    }

    private static <T> T first(T closer, T farther) {
        return closer != null ? closer : farther;
    }

    private static <T> T single(String attribute, T[] values) {
        if (values.length > 1) {
            throw severalValues(attribute);
        }
        return values.length == 0 ? null : values[0];
    }

    private static ConfigurationException severalValues(String attribute) {
        return new ConfigurationException("@BrowserSession(" + attribute + "=…) takes one value.");
    }

    private static Map<String, String> options(String[] texts) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            int dot = text.indexOf('.');
            if (dot <= 0 || equals < dot) {
                throw new ConfigurationException("@BrowserSession(options=…) holds \"" + text
                        + "\"; write \"provider.key=value\", as in \"local.headless=false\".");
            }
            options.put(
                    text.substring(0, equals).strip(),
                    text.substring(equals + 1).strip());
        }
        return options;
    }
}
