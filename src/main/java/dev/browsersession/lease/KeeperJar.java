package dev.browsersession.lease;

import dev.browsersession.KeeperException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/** The keeper's own jar, packed as a resource of this artifact. */
record KeeperJar(String version, String hash) {

    private static final String FOLDER = "/META-INF/browser-session/";

    static KeeperJar packed() {
        Properties properties = new Properties();
        try (InputStream in = KeeperJar.class.getResourceAsStream(FOLDER + "keeper.properties")) {
            if (in == null) {
                throw new KeeperException("The keeper's jar is missing from this artifact: " + FOLDER
                        + "keeper.properties is not on the class path. Use the artifact as it was built.");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new KeeperException("The keeper's jar cannot be read from this artifact.", e);
        }
        return new KeeperJar(properties.getProperty("version"), properties.getProperty("sha256"));
    }

    /** The jar as a file, under a name that only its content decides, so that a build may delete what it was taken from. */
    Path extract(Path directory) {
        Path folder = StateDirectory.secure(directory.resolve("jars"));
        Path jar = folder.resolve("keeper-" + hash.substring(0, 16) + ".jar");
        if (!Files.exists(jar)) {
            copy(jar);
        }
        return jar;
    }

    private void copy(Path jar) {
        try (InputStream in = KeeperJar.class.getResourceAsStream(FOLDER + "keeper.jar")) {
            if (in == null) {
                throw new KeeperException("The keeper's jar is missing from this artifact.");
            }
            Path part = Files.createTempFile(jar.getParent(), "keeper-", ".part");
            try {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new KeeperException("The keeper's jar cannot be written to " + jar + " (" + e + ").", e);
        }
    }
}
