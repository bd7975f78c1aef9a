package dev.browsersession.keeper.server;

import dev.browsersession.protocol.BrowserLaunch;
import dev.browsersession.protocol.SessionSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A session that a client of the server asks for.
 *
 * @param ttlMillis the longest it may live
 * @param headless whether its browser has no window
 * @param arguments command-line switches of its browser
 * @param windowSize as in {@code 1280x1024}; empty for the usual one
 * @param userData a directory whose profile it uses; empty for a fresh one
 * @param holder what it is for, in lists
 */
public record SessionWanted(
        long ttlMillis,
        boolean headless,
        List<String> arguments,
        Optional<String> windowSize,
        Optional<Path> userData,
        String holder) {

    public SessionWanted {
        arguments = List.copyOf(arguments);
    }

    public static SessionWanted of(long ttlMillis, String holder) {
        return new SessionWanted(ttlMillis, true, List.of(), Optional.empty(), Optional.empty(), holder);
    }

    /** The same with another ttl. */
    public SessionWanted withTtl(long millis) {
        return new SessionWanted(millis, headless, arguments, windowSize, userData, holder);
    }

    /** The same with a profile that outlives it. */
    public SessionWanted withUserData(Path directory) {
        return new SessionWanted(ttlMillis, headless, arguments, windowSize, Optional.of(directory), holder);
    }

    /** Kept alive: that nobody is connected is the server's to judge. */
    SessionSpec spec() {
        Map<String, String> options = new TreeMap<>();
        options.put("local.headless", Boolean.toString(headless));
        windowSize.ifPresent(size -> options.put("local.window-size", size));
        userData.ifPresent(directory -> options.put("local.user-data-dir", directory.toString()));
        return new SessionSpec(
                "local",
                ttlMillis,
                true,
                options,
                new BrowserLaunch(arguments, List.of(), Map.of(), Map.of(), List.of()));
    }
}
