package dev.browsersession.lease;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which project this JVM's tests belong to: all modules of a build are one. */
public final class ProjectRoot {

    private static final List<String> BUILD_FILES =
            List.of("pom.xml", "build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts");

    private ProjectRoot() {}

    /** Surefire and Failsafe name the module's directory, whatever directory the tests run in. */
    public static String ofThisJvm() {
        return of(Path.of(System.getProperty("basedir", System.getProperty("user.dir"))));
    }

    /** The outermost of the directories above that all have a build file. */
    static String of(Path module) {
        Path root = real(module);
        while (root.getParent() != null && hasBuildFile(root.getParent())) {
            root = root.getParent();
        }
        return root.toString();
    }

    private static boolean hasBuildFile(Path directory) {
        return BUILD_FILES.stream().anyMatch(file -> Files.isRegularFile(directory.resolve(file)));
    }

    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("The project's directory cannot be read.", e);
        }
    }
}
