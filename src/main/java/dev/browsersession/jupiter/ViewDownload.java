package dev.browsersession.jupiter;

import dev.browsersession.BrowserSessionException;
import dev.browsersession.Download;
import dev.browsersession.lease.View;
import dev.browsersession.protocol.DownloadedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** One download of a view. Its content is asked for when it is wanted, since it may have to come from elsewhere. */
record ViewDownload(View view, DownloadedFile file) implements Download {

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public String url() {
        return file.url();
    }

    @Override
    public State state() {
        return State.valueOf(file.state().name());
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public byte[] content() {
        try {
            return Files.readAllBytes(fetched());
        } catch (IOException e) {
            throw new BrowserSessionException("The download " + name() + " cannot be read: " + e + ".", e);
        }
    }

    @Override
    public void copyTo(Path target) {
        Path source = fetched();
        try {
            Path directory = target.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BrowserSessionException(
                    "The download " + name() + " cannot be copied to " + target + ": " + e + ".", e);
        }
    }

    private Path fetched() {
        if (state() != State.COMPLETED) {
            throw new BrowserSessionException(this + " has no content: wait for it with downloads().await(\"" + name()
                    + "\", ...), and ask what that returns.");
        }
        return view.fetch(file.id());
    }

    @Override
    public String toString() {
        return name() + " (" + state().name().toLowerCase(Locale.ROOT) + ", " + size() + " bytes)";
    }
}
