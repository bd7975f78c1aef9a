package dev.browsersession.provider.local;

import dev.browsersession.protocol.BrowserLaunch;
import dev.browsersession.protocol.Failure;
import dev.browsersession.provider.ProviderFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The switches of one browser: the defaults, what the options make of them, and the user's own, which win over defaults of the
 * same name. Switches that hold a list are merged, since Chrome reads only the last one of a name.
 */
final class LaunchFlags {

    private static final String NO_SANDBOX = "no-sandbox";

    private static final String HEADLESS = "headless";
    private static final String WINDOW_SIZE = "window-size";
    private static final String DISABLE_FEATURES = "disable-features";
    private static final String ENABLE_FEATURES = "enable-features";
    private static final String LOAD_EXTENSION = "load-extension";
    private static final String USER_DATA_DIR = "user-data-dir";
    private static final String DEBUGGING_PORT = "remote-debugging-port";
    /** Where it exists, this feature makes Chrome ignore {@code --load-extension}. */
    private static final String EXTENSIONS_REFUSED = "DisableLoadExtensionCommandLineSwitch";

    private static final Set<String> LISTS = Set.of(
            DISABLE_FEATURES, ENABLE_FEATURES, LOAD_EXTENSION, "disable-blink-features", "enable-blink-features");
    private static final Map<String, String> OURS = Map.of(
            USER_DATA_DIR,
            "each session has a profile directory of its own",
            DEBUGGING_PORT,
            "each session has a debugging port of its own",
            "remote-debugging-pipe",
            "the session is reached over its debugging port");

    private final Map<String, String> flags = new LinkedHashMap<>();

    private LaunchFlags() {}

    /** What {@code local.drop-flags} may name. */
    static Set<String> droppable() {
        Set<String> names = new TreeSet<>(Set.of(DISABLE_FEATURES, NO_SANDBOX));
        DefaultFlag.ALL.forEach(flag -> names.add(flag.name()));
        DefaultFlag.DISABLED_FEATURES.forEach(flag -> names.add(flag.name()));
        return names;
    }

    static LaunchFlags of(LocalOptions options, BrowserLaunch launch, List<Path> extensions) throws ProviderFailure {
        Set<String> dropped = dropped(options, launch);
        LaunchFlags result = new LaunchFlags();
        DefaultFlag.ALL.stream()
                .filter(flag -> !dropped.contains(flag.name()) && (options.headless() || !flag.onlyHeadless()))
                .forEach(flag -> result.flags.put(flag.name(), flag.value().orElse("")));
        if (options.headless() && !dropped.contains(HEADLESS)) {
            result.flags.put(HEADLESS, "");
        }
        result.flags.put(WINDOW_SIZE, options.width() + "," + options.height());
        result.addUsers(launch.arguments());
        result.disableFeatures(dropped, !extensions.isEmpty());
        extensions.forEach(directory -> result.merge(LOAD_EXTENSION, directory.toString()));
        return result;
    }

    /** Whether the user wants the sandbox, come what may. */
    static boolean keepsSandbox(LocalOptions options, BrowserLaunch launch) {
        return dropped(options, launch).contains(NO_SANDBOX);
    }

    private static Set<String> dropped(LocalOptions options, BrowserLaunch launch) {
        Set<String> dropped = new HashSet<>(options.droppedFlags());
        launch.excludeSwitches().forEach(name -> dropped.add(name.strip().replaceFirst("^-+", "")));
        return dropped;
    }

    private boolean has(String name) {
        return flags.containsKey(name);
    }

    /** The arguments of a browser whose profile is in the given directory. */
    List<String> arguments(Path userData, boolean sandbox) {
        Map<String, String> all = new LinkedHashMap<>(flags);
        all.put(DEBUGGING_PORT, "0");
        all.put(USER_DATA_DIR, userData.toString());
        if (!sandbox) {
            all.put(NO_SANDBOX, "");
        }
        List<String> arguments = new ArrayList<>();
        all.forEach((name, value) -> arguments.add(value.isEmpty() ? "--" + name : "--" + name + "=" + value));
        arguments.add("about:blank");
        return arguments;
    }

    private void addUsers(List<String> arguments) throws ProviderFailure {
        Set<String> seen = new HashSet<>();
        for (String argument : arguments) {
            String[] parts = argument.strip().replaceFirst("^-+", "").split("=", 2);
            String name = parts[0].strip();
            String value = parts.length == 2 ? parts[1] : "";
            requireUsable(argument, name);
            if (LISTS.contains(name) && !seen.add(name)) {
                merge(name, value);
            } else {
                flags.put(name, value);
            }
        }
    }

    private static void requireUsable(String argument, String name) throws ProviderFailure {
        if (name.isEmpty()) {
            throw new ProviderFailure(
                    Failure.Kind.CONFIGURATION,
                    "The browser argument '" + argument + "' is not a switch: --name or --name=value.");
        }
        if (OURS.containsKey(name)) {
            throw new ProviderFailure(
                    Failure.Kind.CONFIGURATION,
                    "The browser argument '" + argument + "' cannot be used with a local session: " + OURS.get(name)
                            + ". Remove it from the ChromeOptions.");
        }
    }

    private void disableFeatures(Set<String> dropped, boolean extensions) {
        Set<String> features = DefaultFlag.DISABLED_FEATURES.stream()
                .map(DefaultFlag::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (dropped.contains(DISABLE_FEATURES)) {
            features.clear();
        }
        if (extensions || has(LOAD_EXTENSION)) {
            features.add(EXTENSIONS_REFUSED);
        }
        features.removeAll(dropped);
        // Disabled wins over enabled in Chrome, so what the user enables must not be in our list.
        features.removeAll(list(ENABLE_FEATURES).stream()
                .map(feature -> feature.split("[<:]", 2)[0])
                .toList());
        features.forEach(feature -> merge(DISABLE_FEATURES, feature));
    }

    private void merge(String name, String values) {
        Set<String> merged = new LinkedHashSet<>(list(name));
        merged.addAll(split(values));
        flags.put(name, String.join(",", merged));
    }

    private List<String> list(String name) {
        return split(flags.getOrDefault(name, ""));
    }

    private static List<String> split(String values) {
        return Arrays.stream(values.split(","))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
    }
}
