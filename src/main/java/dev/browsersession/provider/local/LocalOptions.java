package dev.browsersession.provider.local;

import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.ProviderOption;
import dev.browsersession.provider.ProviderFailure;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of a local session, checked. */
record LocalOptions(boolean headless, int width, int height, Set<String> droppedFlags, Optional<Path> userDataDir) {

    private static final System.Logger LOG = System.getLogger(LocalOptions.class.getName());

    static final String HEADLESS = "local.headless";
    static final String WINDOW_SIZE = "local.window-size";
    static final String BINARY = "local.binary";
    static final String CHROMEDRIVER = "local.chromedriver";
    static final String USER_DATA_DIR = "local.user-data-dir";
    static final String DROP_FLAGS = "local.drop-flags";

    static final List<ProviderOption> KNOWN = List.of(
            new ProviderOption(HEADLESS, "Whether the browser runs without a visible window: true or false.", "true"),
            new ProviderOption(WINDOW_SIZE, "The size of a new window in pixels, <width>x<height>.", "1280x1024"),
            new ProviderOption(BINARY, "The path of the browser; without it, one is looked for on this machine.", null),
            new ProviderOption(
                    CHROMEDRIVER, "The path of the ChromeDriver; without it, one is looked for on this machine.", null),
            new ProviderOption(
                    DROP_FLAGS,
                    "Names of default launch flags, or of features that they disable, to leave out, separated by"
                            + " commas.",
                    ""),
            new ProviderOption(
                    USER_DATA_DIR,
                    "A directory whose profile is used, and kept, by one session at a time; without it, a fresh one"
                            + " that is deleted with the session.",
                    null));

    private static final int LARGEST = 16_384;
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,5})x([0-9]{1,5})");

    static LocalOptions of(Map<String, String> options) throws ProviderFailure {
        int[] size = size(value(options, WINDOW_SIZE));
        return new LocalOptions(
                headless(value(options, HEADLESS)),
                size[0],
                size[1],
                dropped(value(options, DROP_FLAGS)),
                userDataDir(options.get(USER_DATA_DIR)));
    }

    private static Optional<Path> userDataDir(String value) throws ProviderFailure {
        if (value == null) {
            return Optional.empty();
        }
        try {
            Path directory = Path.of(value.strip());
            if (directory.isAbsolute() && Files.isDirectory(directory)) {
                return Optional.of(directory);
            }
        } catch (InvalidPathException e) {
            LOG.log(Level.DEBUG, "no path", e);
        }
        throw refused(USER_DATA_DIR, value, "the absolute path of a directory");
    }

    private static String value(Map<String, String> options, String key) {
        String given = options.get(key);
        return given != null
                ? given.strip()
                : KNOWN.stream()
                        .filter(it -> it.key().equals(key))
                        .findFirst()
                        .orElseThrow()
                        .defaultValue();
    }

    private static boolean headless(String value) throws ProviderFailure {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused(HEADLESS, value, "true or false");
        };
    }

    private static int[] size(String value) throws ProviderFailure {
        Matcher matcher = SIZE.matcher(value);
        if (matcher.matches()) {
            int width = Integer.parseInt(matcher.group(1));
            int height = Integer.parseInt(matcher.group(2));
            if (width >= 1 && height >= 1 && width <= LARGEST && height <= LARGEST) {
                return new int[] {width, height};
            }
        }
        throw refused(WINDOW_SIZE, value, "<width>x<height> in pixels from 1 to " + LARGEST + ", as in 1280x1024");
    }

    private static Set<String> dropped(String value) throws ProviderFailure {
        Set<String> names = new TreeSet<>();
        for (String part : value.split(",")) {
            String name = part.strip().replaceFirst("^-+", "");
            if (name.isEmpty()) {
                continue;
            }
            if (!LaunchFlags.droppable().contains(name)) {
                throw refused(DROP_FLAGS, name, "one or more of " + String.join(", ", LaunchFlags.droppable()));
            }
            names.add(name);
        }
        return names;
    }

    private static ProviderFailure refused(String key, String value, String allowed) {
        return new ProviderFailure(
                Failure.Kind.CONFIGURATION, "The option " + key + " is '" + value + "', but must be " + allowed + ".");
    }
}
