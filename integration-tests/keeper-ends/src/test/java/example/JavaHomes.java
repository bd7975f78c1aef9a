package example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** JDKs that are not the same. */
final class JavaHomes {

    private JavaHomes() {}

    /** This JVM's, and another version that is installed beside it; where there is none, a copy at another place. */
    static List<Path> two(Path directory) throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        Path other = installedBeside(own);
        return List.of(own, other == null ? copy(own, directory.resolve("jdk")) : other);
    }

    /** Of a running JVM. */
    static Path of(long pid) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "exe"))
                .getParent()
                .getParent();
    }

    private static Path installedBeside(Path own) throws IOException {
        try (Stream<Path> siblings = Files.list(own.getParent())) {
            return siblings.filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .filter(home -> versionAtLeast17(home) && !real(home).equals(own))
                    .map(JavaHomes::real)
                    .findFirst()
                    .orElse(null);
        }
    }

    private static Path real(Path home) {
        try {
            return home.toRealPath();
        } catch (IOException e) {
            return home;
        }
    }

    private static boolean versionAtLeast17(Path home) {
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION=\""))
                    .mapToInt(line -> Integer.parseInt(line.replaceFirst("JAVA_VERSION=\"(\\d+).*", "$1")))
                    .anyMatch(version -> version >= 17);
        } catch (IOException none) {
            return false;
        }
    }

    private static Path copy(Path home, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.toList()) {
                Path copied = target.resolve(home.relativize(file).toString());
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(copied);
                } else if (Files.exists(file)) {
                    Files.copy(file, copied, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return target.toRealPath();
    }
}
