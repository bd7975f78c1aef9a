package example;

import dev.browsersession.lease.Keeper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** What a class path holds before this library so that its keeper is that of another version: a jar of other content. */
final class OtherVersion {

    private static final String FOLDER = "META-INF/browser-session";

    private OtherVersion() {}

    static Path write(Path directory) throws IOException, NoSuchAlgorithmException {
        Path classPathEntry = directory.resolve("other-version");
        Path folder = Files.createDirectories(classPathEntry.resolve(FOLDER));
        Path jar = folder.resolve("keeper.jar");
        try (InputStream own = Keeper.class.getResourceAsStream("/" + FOLDER + "/keeper.jar")) {
            Files.copy(own, jar);
        }
        try (FileSystem content = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
            Files.writeString(content.getPath("of-another-version"), "");
        }
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
        Files.writeString(folder.resolve("keeper.properties"), "version=other\nsha256=" + hash + "\n");
        return classPathEntry;
    }
}
