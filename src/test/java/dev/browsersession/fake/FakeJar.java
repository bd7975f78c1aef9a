package dev.browsersession.fake;

import dev.browsersession.provider.SessionProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The fake providers as their users would get them. */
public final class FakeJar {

    private FakeJar() {}

    /** Makes the jar. */
    public static Path in(Path directory) {
        Path jar = directory.resolve("fake-provider.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (Class<?> type :
                    List.of(FakeProvider.class, FakeAccount.class, BesideProvider.class, BesideFiles.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                try (InputStream bytes = type.getResourceAsStream("/" + name)) {
                    add(entries, name, bytes.readAllBytes());
                }
            }
            add(
                    entries,
                    "META-INF/services/" + SessionProvider.class.getName(),
                    (FakeProvider.class.getName() + "\n" + BesideProvider.class.getName())
                            .getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    private static void add(JarOutputStream entries, String name, byte[] content) throws IOException {
        JarEntry entry = new JarEntry(name);
        // The same content is the same file: the keeper goes by its hash.
        entry.setTime(0);
        entries.putNextEntry(entry);
        entries.write(content);
        entries.closeEntry();
    }
}
