package dev.browsersession.keeper;

import dev.browsersession.protocol.BrowserLaunch;
import dev.browsersession.protocol.SessionSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Session specs as people read them. */
final class SpecText {

    private static final Set<String> ALWAYS = Set.of("provider", "ttl", "keepAlive");
    private static final Pattern PASSWORD = Pattern.compile("://[^/@\\s]*@");

    private SpecText() {}

    /** Two specs that differ, one sentence for each, with what differs named. */
    static String difference(SessionSpec there, SessionSpec asked) {
        Map<String, String> one = parts(there);
        Map<String, String> other = parts(asked);
        Set<String> differing = new LinkedHashSet<>(one.keySet());
        differing.removeIf(part -> Objects.equals(one.get(part), other.get(part)));
        return "It has " + text(one, differing) + "; asked for was " + text(other, differing) + ". They differ in "
                + String.join(", ", differing) + ".";
    }

    /** What every session has, and what differs. */
    private static String text(Map<String, String> parts, Set<String> differing) {
        return parts.entrySet().stream()
                .filter(part -> ALWAYS.contains(part.getKey()) || differing.contains(part.getKey()))
                .map(part ->
                        part.getKey() + " " + (part.getValue().isEmpty() ? "none" : withoutPassword(part.getValue())))
                .collect(Collectors.joining(", "));
    }

    private static String withoutPassword(String text) {
        return PASSWORD.matcher(text).replaceAll("://***@");
    }

    private static Map<String, String> parts(SessionSpec spec) {
        BrowserLaunch launch = spec.launch();
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("provider", spec.provider());
        parts.put(
                "ttl",
                Duration.ofMillis(spec.ttlMillis()).toString().substring(2).toLowerCase(Locale.ROOT));
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
        parts.put(
                "preferences",
                launch.preferences().isEmpty()
                        ? ""
                        : new TreeMap<>(launch.preferences()).keySet() + " #"
                                + Integer.toHexString(launch.preferences().hashCode()));
        parts.put(
                "local state",
                launch.localState().isEmpty()
                        ? ""
                        : new TreeMap<>(launch.localState()).keySet() + " #"
                                + Integer.toHexString(launch.localState().hashCode()));
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
