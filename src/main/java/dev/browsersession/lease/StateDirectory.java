package dev.browsersession.lease;

import dev.browsersession.ConfigurationException;
import dev.browsersession.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where keepers have their sockets, journals and logs ({@code state}), and where sessions have their directories
 * ({@code work}). Both can be entered by this user alone. They differ only below {@code XDG_RUNTIME_DIR}, which is small.
 */
public record StateDirectory(Path state, Path work) {

    static final String SETTING = "state-dir";

    /** A Unix socket's path has 108 bytes on Linux and 104 on macOS; what is put below this directory takes the rest. */
    private static final int LONGEST_STATE = 70;

    public static StateDirectory choose(Settings settings) {
        var configured = settings.find(SETTING);
        if (configured.isPresent()) {
            Path directory =
                    path(configured.get().text(), configured.get().source()).toAbsolutePath();
            requireShort(directory, configured.get().source());
            return new StateDirectory(secure(directory), directory);
        }
        Path work = secure(temporary().resolve("browser-session-" + userId()));
        String runtime = settings.environment().get("XDG_RUNTIME_DIR");
        if (runtime != null && !runtime.isBlank() && usable(Path.of(runtime))) {
            return new StateDirectory(secure(Path.of(runtime, "browser-session")), work);
        }
        requireShort(work, "java.io.tmpdir");
        return new StateDirectory(work, work);
    }

    private static Path path(String text, String source) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ConfigurationException(source + " is \"" + text + "\", which is not a path.", e);
        }
    }

    private static boolean usable(Path runtime) {
        return runtime.toString().length() < LONGEST_STATE - 20
                && Files.isDirectory(runtime)
                && Files.isWritable(runtime);
    }

    private static void requireShort(Path directory, String source) {
        int length = directory.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_STATE) {
            throw new ConfigurationException("The state directory " + directory + " (from " + source + ") has " + length
                    + " bytes, but a Unix socket below it leaves room for " + LONGEST_STATE
                    + ". Set browser.session." + SETTING + " to a shorter path.");
        }
    }

    private static Path temporary() {
        Path configured = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        Path usual = Path.of("/tmp");
        boolean tooLong = configured.toString().length() > LONGEST_STATE - 30;
        return tooLong && Files.isWritable(usual) ? usual : configured;
    }

    /** The numeric user id where there is one: a name may be missing (a container) or shared. */
    private static String userId() {
        try {
            Path probe = Files.createTempFile("browser-session-", ".uid");
            try {
                return Files.getAttribute(probe, "unix:uid").toString();
            } finally {
                Files.delete(probe);
            }
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return System.getProperty("user.name").replaceAll("[^A-Za-z0-9_-]", "_");
        } catch (IOException e) {
            throw new ConfigurationException(
                    "No file can be made in " + System.getProperty("java.io.tmpdir") + " (" + e
                            + "). Set browser.session." + SETTING
                            + " to a directory that can be written, and java.io.tmpdir too.",
                    e);
        }
    }

    /** Makes the directory, or makes sure of one that is there: a directory, ours, no link, closed to everybody else. */
    static Path secure(Path directory) {
        try {
            create(directory);
            check(directory);
            return directory;
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The state directory " + directory + " cannot be made (" + e + "). Set browser.session." + SETTING
                            + " to a directory that can be written.",
                    e);
        }
    }

    private static void create(Path directory) throws IOException {
        if (directory.getParent() != null) {
            Files.createDirectories(directory.getParent());
        }
        try {
            if (posix(directory.getParent())) {
                Files.createDirectory(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(directory);
            }
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw new ConfigurationException(
                        "The state directory " + directory + " is a link or a file. Remove it, or set browser.session."
                                + SETTING + ".",
                        e);
            }
        }
    }

    private static void check(Path directory) throws IOException {
        if (!posix(directory)) {
            return;
        }
        Path own = Files.createTempFile(directory, "owner", ".check");
        try {
            if (!Files.getOwner(own).equals(Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS))) {
                throw new ConfigurationException("The state directory " + directory + " belongs to "
                        + Files.getOwner(directory) + ". Remove it, or set browser.session." + SETTING + ".");
            }
        } finally {
            Files.delete(own);
        }
        Set<PosixFilePermission> open = EnumSet.copyOf(Files.getPosixFilePermissions(directory));
        open.removeIf(permission -> permission.name().startsWith("OWNER"));
        if (!open.isEmpty()) {
            throw new ConfigurationException("The state directory " + directory + " can be entered by others ("
                    + PosixFilePermissions.toString(open) + "). Run: chmod 700 " + directory);
        }
    }

    private static boolean posix(Path path) {
        return path != null
                && path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
