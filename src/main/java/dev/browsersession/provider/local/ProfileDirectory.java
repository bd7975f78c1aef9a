package dev.browsersession.provider.local;

import dev.browsersession.protocol.BrowserLaunch;
import dev.browsersession.protocol.Failure;
import dev.browsersession.provider.ProviderFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A fresh profile, written before its browser starts.
 *
 * @param userData what {@code --user-data-dir} names
 * @param extensions the unpacked extensions
 */
record ProfileDirectory(Path userData, List<Path> extensions) {

    /** Bubbles and look-ups that no test asks for; ChromeDriver's own profiles start alike. */
    private static final Map<String, Object> DEFAULT_PREFERENCES = Map.of(
            "credentials_enable_service", false,
            "profile.password_manager_enabled", false,
            "profile.password_manager_leak_detection", false,
            "autofill.profile_enabled", false,
            "autofill.credit_card_enabled", false,
            "safebrowsing.enabled", false,
            "search.suggest_enabled", false,
            "translate.enabled", false);

    private static final Map<String, Object> DEFAULT_LOCAL_STATE = Map.of("background_mode.enabled", false);

    static ProfileDirectory write(Path sessionDirectory, BrowserLaunch launch) throws ProviderFailure, IOException {
        Path userData = sessionDirectory.resolve("profile");
        writeInto(userData, launch);
        return new ProfileDirectory(userData, unpack(sessionDirectory, launch));
    }

    /** In a directory that outlives the session; what a browser has left there stays as it is. */
    static ProfileDirectory kept(Path userData, Path sessionDirectory, BrowserLaunch launch)
            throws ProviderFailure, IOException {
        if (!Files.exists(userData.resolve("Default"))) {
            writeInto(userData, launch);
        }
        return new ProfileDirectory(userData, unpack(sessionDirectory, launch));
    }

    private static void writeInto(Path userData, BrowserLaunch launch) throws ProviderFailure, IOException {
        Files.createDirectories(userData.resolve("Default"));
        Files.write(
                userData.resolve("Default").resolve("Preferences"),
                new NestedJson()
                        .putAll(DEFAULT_PREFERENCES)
                        .putAll(launch.preferences())
                        .bytes());
        Files.write(
                userData.resolve("Local State"),
                new NestedJson()
                        .putAll(DEFAULT_LOCAL_STATE)
                        .putAll(launch.localState())
                        .bytes());
    }

    private static List<Path> unpack(Path sessionDirectory, BrowserLaunch launch) throws ProviderFailure {
        List<Path> extensions = new ArrayList<>();
        for (String packed : launch.extensions()) {
            Path directory = sessionDirectory.resolve("extensions").resolve(Integer.toString(extensions.size() + 1));
            unpack(packed, extensions.size() + 1, directory);
            extensions.add(directory);
        }
        return extensions;
    }

    private static void unpack(String packed, int number, Path directory) throws ProviderFailure {
        try {
            PackedExtension.of(Base64.getMimeDecoder().decode(packed)).unpack(directory);
        } catch (IOException | IllegalArgumentException e) {
            throw new ProviderFailure(
                    Failure.Kind.CONFIGURATION,
                    "Extension " + number + " of the ChromeOptions cannot be unpacked: " + e.getMessage() + ".",
                    e);
        }
    }
}
