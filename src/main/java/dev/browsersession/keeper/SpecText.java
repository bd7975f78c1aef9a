package dev.browsersession.keeper;

import dev.browsersession.protocol.BrowserLaunch;
import dev.browsersession.protocol.SessionSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Session specs as people read them. */
final class SpecText {

    private SpecText() {}

    /** Two specs that differ, one sentence for each, with what differs named. */
    static String difference(SessionSpec there, SessionSpec asked) {
        Map<String, String> one = parts(there);
        Map<String, String> other = parts(asked);
        String differing = one.keySet().stream()
                .filter(part -> !Objects.equals(one.get(part), other.get(part)))
                .collect(Collectors.joining(", "));
        return "It has " + text(one) + "; asked for was " + text(other) + ". They differ in " + differing + ".";
    }

    private static String text(Map<String, String> parts) {
        return parts.entrySet().stream()
                .filter(part -> !part.getValue().isEmpty())
                .map(part -> part.getKey() + " " + part.getValue())
                .collect(Collectors.joining(", "));
    }

    private static Map<String, String> parts(SessionSpec spec) {
        BrowserLaunch launch = spec.launch();
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("provider", spec.provider());
        parts.put(
                "ttl",
                Duration.ofMillis(spec.ttlMillis()).toString().substring(2).toLowerCase(java.util.Locale.ROOT));
        parts.put("keepAlive", Boolean.toString(spec.keepAlive()));
        parts.put("options", spec.options().isEmpty() ? "" : new TreeMap<>(spec.options()).toString());
        parts.put(
                "arguments",
                launch.arguments().isEmpty() ? "" : launch.arguments().toString());
        parts.put(
                "excluded switches",
                launch.excludeSwitches().isEmpty()
                        ? ""
                        : launch.excludeSwitches().toString());
        parts.put("preferences", launch.preferences().isEmpty() ? "" : new TreeMap<>(launch.preferences()).toString());
        parts.put("local state", launch.localState().isEmpty() ? "" : new TreeMap<>(launch.localState()).toString());
        parts.put("extensions", launch.extensions().isEmpty() ? "" : extensions(launch));
        return parts;
    }

    /** Packed extensions are long; their hash tells them apart. */
    private static String extensions(BrowserLaunch launch) {
        return launch.extensions().stream()
                .map(packed -> Integer.toHexString(packed.hashCode()))
                .toList()
                .toString();
    }
}
