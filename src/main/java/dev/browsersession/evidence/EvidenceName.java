package dev.browsersession.evidence;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A test's name as the name of a directory.
 *
 * @param text ASCII letters, digits, dots, dashes and underscores; never empty, never beginning or ending with a dot
 */
record EvidenceName(String text) {

    /** Whole paths are limited to 260 characters on Windows, so a name has to leave room. */
    private static final int LONGEST = 100;

    private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final Pattern EDGES = Pattern.compile("^[.-]+|[.-]+$");

    /**
     * Replaces what is not safe on every file system. Where something was lost, a hash of the whole keeps apart the
     * names that now read the same.
     */
    static EvidenceName of(String testName) {
        String safe = trimmed(OTHERS.matcher(testName).replaceAll("-"));
        if (safe.equals(testName) && !safe.isEmpty() && safe.length() <= LONGEST) {
            return new EvidenceName(safe);
        }
        String hash = String.format(Locale.ROOT, "%08x", testName.hashCode());
        String start = trimmed(safe.substring(0, Math.min(safe.length(), LONGEST - hash.length() - 1)));
        return new EvidenceName(start.isEmpty() ? "test-" + hash : start + "-" + hash);
    }

    private static String trimmed(String name) {
        return EDGES.matcher(name).replaceAll("");
    }

    /** Makes the first of {@code name}, {@code name-2}, {@code name-3} … that nobody else has made, in any process. */
    Path reserveIn(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (int number = 1; ; number++) {
            Path candidate = directory.resolve(number == 1 ? text : text + "-" + number);
            try {
                return Files.createDirectory(candidate);
            } catch (FileAlreadyExistsException e) {
                // Taken by an earlier invocation or run of the same test: the next number.
            }
        }
    }
}
