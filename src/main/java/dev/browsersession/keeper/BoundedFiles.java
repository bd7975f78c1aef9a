package dev.browsersession.keeper;

import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.SessionFiles;
import java.nio.file.Path;

/** The files of a session, with an end to the keeper's patience. */
record BoundedFiles(SessionFiles files, Bound bound) implements SessionFiles {

    /** Asks, and waits for as long as a transfer may take. */
    interface Bound {
        <T> T ask(BoundedCall.Question<T> question) throws ProviderFailure;
    }

    @Override
    public String downloadDirectory() {
        return files.downloadDirectory();
    }

    @Override
    public boolean fetch(String name, int earlier, long size, Path target) throws ProviderFailure {
        return bound.ask(() -> files.fetch(name, earlier, size, target));
    }

    @Override
    public String upload(Path file) throws ProviderFailure {
        return bound.ask(() -> files.upload(file));
    }
}
