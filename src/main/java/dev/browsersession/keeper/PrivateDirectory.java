package dev.browsersession.keeper;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A directory that only this user can enter, with a path that is short enough for the sockets that Chrome puts into it. */
final class PrivateDirectory {

    /** Chrome adds 45 bytes for its socket, and 108 with the closing zero is all that a socket's address holds. */
    static final int LONGEST_PATH_BYTES = 62;

    private static final String PREFIX = "bs-";
    /** All names have one length, so that none is the beginning of another. */
    private static final int RANDOM_BYTES = 5;

    private PrivateDirectory() {}

    /** A path that nothing has yet: below the given directory where that is short enough, else below the machine's own. */
    static Path name(Path parent) throws IOException {
        String name = PREFIX + RandomNames.hex(RANDOM_BYTES);
        if (File.separatorChar != '/') {
            return parent.resolve(name);
        }
        List<Path> parents = new ArrayList<>();
        for (Path candidate : List.of(parent, Path.of(System.getProperty("java.io.tmpdir")), Path.of("/tmp"))) {
            if (Files.isDirectory(candidate)) {
                // As the system names it: processes are known by this path, and some look it up.
                parents.add(candidate.toRealPath());
            }
        }
        return parents.stream()
                .map(it -> it.resolve(name))
                .filter(it -> bytes(it) <= LONGEST_PATH_BYTES)
                .findFirst()
                .orElseThrow(() -> new IOException("a session's directory may have a path of at most "
                        + LONGEST_PATH_BYTES + " bytes, and none of " + parents + " is short enough"));
    }

    /** Whether this could be such a directory: what a damaged file names instead must not be deleted. */
    static boolean isOne(Path path) {
        return path.isAbsolute()
                && path.getFileName() != null
                && path.getFileName().toString().startsWith(PREFIX)
                && path.equals(path.normalize());
    }

    /** Fails where something is there already. */
    static void make(Path directory) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(directory);
        }
    }

    private static int bytes(Path path) {
        return path.toString().getBytes(Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"))).length;
    }
}
