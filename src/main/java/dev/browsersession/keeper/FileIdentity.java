package dev.browsersession.keeper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that this keeper made, and not another of the same path. People and cleaners of temporary files delete what a running
 * keeper has; then the next keeper may have its own there, which is not this one's to touch.
 */
record FileIdentity(Path path, Object key) {

    /** The file that is there now. */
    static FileIdentity of(Path path) throws IOException {
        return new FileIdentity(path, key(path));
    }

    /** Whether the path still leads to it. Where files have no identity, as on Windows, any file is taken for it. */
    boolean isInPlace() {
        try {
            return Objects.equals(key(path), key);
        } catch (IOException gone) {
            return false;
        }
    }

    void deleteIfInPlace() throws IOException {
        if (isInPlace()) {
            Files.deleteIfExists(path);
        }
    }

    private static Object key(Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return Optional.ofNullable(attributes.fileKey()).orElse("none");
    }
}
