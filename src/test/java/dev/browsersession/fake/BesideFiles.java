package dev.browsersession.fake;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import dev.browsersession.protocol.Failure;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.SessionFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A directory that stands for the browser's machine. What the browser has put there arrives a little late. */
final class BesideFiles implements SessionFiles {

    private final Path directory;
    private final AtomicInteger asked = new AtomicInteger();

    BesideFiles(Path directory) {
        this.directory = directory;
    }

    @Override
    public String downloadDirectory() {
        return directory.resolve("downloads").toString();
    }

    @Override
    public boolean fetch(String name, int earlier, long size, Path target) throws ProviderFailure {
        if (asked.incrementAndGet() == 1) {
            return false;
        }
        try {
            Files.writeString(
                    directory.resolve("asked.txt"), earlier + " before " + name + " of " + size + "\n", CREATE, APPEND);
            Files.copy(Path.of(downloadDirectory(), name), target);
            return true;
        } catch (IOException e) {
            throw new ProviderFailure(Failure.Kind.PROVIDER, "Provider beside has no " + name + ": " + e, e);
        }
    }

    @Override
    public String upload(Path file) throws ProviderFailure {
        if (file.getFileName().toString().startsWith("refused")) {
            throw new ProviderFailure(Failure.Kind.PROVIDER, "Provider beside does not take this file.");
        }
        if (file.getFileName().toString().startsWith("misplaced")) {
            return "/nowhere/" + file.getFileName();
        }
        try {
            Path copy = directory.resolve("uploaded-" + file.getFileName());
            return Files.copy(file, copy).toString();
        } catch (IOException e) {
            throw new ProviderFailure(Failure.Kind.PROVIDER, "Provider beside cannot keep a file: " + e, e);
        }
    }
}
