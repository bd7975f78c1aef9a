package dev.browsersession.provider.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who this process runs as. */
final class CurrentUser {

    private static final Path SELF = Path.of("/proc/self");

    private CurrentUser() {}

    /** Whether this is root, for whom Chrome refuses to run with its sandbox. */
    static boolean isRoot() {
        try {
            if (Files.isDirectory(SELF)) {
                return Files.getAttribute(SELF, "unix:uid").equals(0);
            }
        } catch (IOException | UnsupportedOperationException notLinux) {
            return "root".equals(System.getProperty("user.name"));
        }
        return "root".equals(System.getProperty("user.name"));
    }
}
