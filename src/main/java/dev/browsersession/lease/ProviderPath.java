package dev.browsersession.lease;

import dev.browsersession.ConfigurationException;
import dev.browsersession.KeeperException;
import dev.browsersession.config.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where providers from outside are: jars and directories of classes, as the user named them. The keeper runs on a copy, which
 * is named by its content, so that a build may delete or change what it was made from.
 *
 * @param entries what was named
 * @param hash of all their files; empty where nothing was named
 */
record ProviderPath(List<Path> entries, String hash) {

    private static final String SETTING = "provider-path";

    static ProviderPath of(Settings settings) {
        return settings.find(SETTING)
                .map(value -> of(value.text(), value.source()))
                .orElseGet(() -> new ProviderPath(List.of(), ""));
    }

    private static ProviderPath of(String text, String source) {
        List<Path> entries = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(text)
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> existing(entry, source))
                .toList();
        return new ProviderPath(entries, hashOf(entries));
    }

    private static Path existing(String entry, String source) {
        try {
            Path path = Path.of(entry).toAbsolutePath().normalize();
            if (Files.isReadable(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new ConfigurationException(source + " names \"" + entry + "\", which is not a path.", e);
        }
        throw new ConfigurationException(source + " names " + entry + ", where no jar and no directory is. It lists the"
                + " class path of a provider, separated by \"" + File.pathSeparator + "\".");
    }

    private static String hashOf(List<Path> entries) {
        StringBuilder facts = new StringBuilder();
        for (Path entry : entries) {
            facts.append("entry\n");
            for (Path file : files(entry)) {
                facts.append(entry.relativize(file))
                        .append('\n')
                        .append(contentHash(file))
                        .append('\n');
            }
        }
        return entries.isEmpty() ? "" : KeeperKey.hash(facts.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String contentHash(Path file) {
        try {
            return KeeperKey.hash(Files.readAllBytes(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static List<Path> files(Path entry) {
        try (Stream<Path> found = Files.walk(entry)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw unreadable(entry, e);
        }
    }

    private static ConfigurationException unreadable(Path path, IOException e) {
        return new ConfigurationException(
                path + ", which browser.session." + SETTING + " names, cannot be read: " + e, e);
    }

    /** The copies of the entries, in their order. */
    List<Path> copies(Path directory) {
        if (entries.isEmpty()) {
            return List.of();
        }
        Path copy = StateDirectory.secure(directory.resolve("jars")).resolve("providers-" + hash.substring(0, 16));
        try {
            if (!Files.exists(copy)) {
                copyTo(copy);
            }
        } catch (IOException e) {
            throw new KeeperException("The providers' class path cannot be copied to " + copy + " (" + e + ").", e);
        }
        List<Path> copies = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            copies.add(copyOf(copy, i));
        }
        return copies;
    }

    private void copyTo(Path copy) throws IOException {
        Path part = Files.createTempDirectory(copy.getParent(), "part-");
        try {
            for (int i = 0; i < entries.size(); i++) {
                copy(entries.get(i), copyOf(part, i));
            }
            Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Another JVM with the same path may have been faster.
            if (!Files.exists(copy)) {
                throw e;
            }
        } finally {
            delete(part);
        }
    }

    private static void copy(Path entry, Path target) throws IOException {
        for (Path file : files(entry)) {
            Path copied = target.resolve(entry.relativize(file).toString());
            Files.createDirectories(copied.getParent());
            Files.copy(file, copied);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> found = Files.walk(directory)) {
                for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private Path copyOf(Path copy, int index) {
        return copy.resolve(index + "-" + entries.get(index).getFileName());
    }
}
