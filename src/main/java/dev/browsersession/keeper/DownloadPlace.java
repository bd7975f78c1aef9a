package dev.browsersession.keeper;

import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.SessionFiles;
import dev.browsersession.provider.SessionProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where a session's browser puts what it downloads. */
sealed interface DownloadPlace {

    /** What {@code Browser.setDownloadBehavior} is told for a view, but for the context; empty where it is told nothing. */
    Optional<Map<String, Object>> behavior(String view);

    /** The directory of this machine that a view has for itself. */
    default Optional<Path> directory(String view) {
        return Optional.empty();
    }

    /**
     * Brings the content of a completed download.
     *
     * @param target the file to write where the content is elsewhere; null where it is here
     * @return empty where it is not there yet
     */
    Optional<Path> bring(String view, DownloadLog.Completed completed, Path target) throws ProviderFailure, IOException;

    static DownloadPlace of(SessionProvider provider, String session, SessionSpec spec) {
        Optional<Path> directory = provider.directory(session);
        if (directory.isPresent()) {
            Object named = spec.launch().preferences().get("download.default_directory");
            return named == null ? new Here(directory.get().resolve("downloads")) : new OfUser(named.toString());
        }
        return provider.files(session).<DownloadPlace>map(Elsewhere::new).orElseGet(Nowhere::new);
    }

    /** Below the session's own directory, and named so that nothing is in the way of anything. */
    record Here(Path base) implements DownloadPlace {

        @Override
        public Optional<Map<String, Object>> behavior(String view) {
            return Optional.of(Map.of(
                    "behavior",
                    "allowAndName",
                    "downloadPath",
                    base.resolve(view).toString(),
                    "eventsEnabled",
                    true));
        }

        @Override
        public Optional<Path> directory(String view) {
            return Optional.of(base.resolve(view));
        }

        @Override
        public Optional<Path> bring(String view, DownloadLog.Completed completed, Path target) {
            // Whoever changed the behaviour by CDP has it elsewhere.
            return Optional.of(base.resolve(view).resolve(completed.download().id()))
                    .filter(Files::isRegularFile)
                    .or(() -> completed.download().path().map(Path::of).filter(Files::isRegularFile));
        }
    }

    /** The user's preferences name it, and may rely on it. */
    record OfUser(String directory) implements DownloadPlace {

        /** By the preference alone a fresh context cancels every download (Chromium 156). */
        @Override
        public Optional<Map<String, Object>> behavior(String view) {
            return Optional.of(Map.of("behavior", "allow", "downloadPath", directory, "eventsEnabled", true));
        }

        @Override
        public Optional<Path> bring(String view, DownloadLog.Completed completed, Path target) {
            return completed.download().path().map(Path::of).filter(Files::isRegularFile);
        }
    }

    /** On the machine of a browser whose provider hands it over. */
    record Elsewhere(SessionFiles files) implements DownloadPlace {

        @Override
        public Optional<Map<String, Object>> behavior(String view) {
            return Optional.of(
                    Map.of("behavior", "allow", "downloadPath", files.downloadDirectory(), "eventsEnabled", true));
        }

        @Override
        public Optional<Path> bring(String view, DownloadLog.Completed completed, Path target)
                throws ProviderFailure, IOException {
            if (Files.exists(target)) {
                return Optional.of(target);
            }
            Path part = target.resolveSibling(target.getFileName() + ".part");
            Files.deleteIfExists(part);
            return files.fetch(
                            completed.download().name(),
                            completed.earlier(),
                            completed.download().file().size(),
                            part)
                    ? Optional.of(Files.move(part, target))
                    : Optional.empty();
        }
    }

    /** On the machine of a browser that gives nothing away. */
    record Nowhere() implements DownloadPlace {

        @Override
        public Optional<Map<String, Object>> behavior(String view) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> bring(String view, DownloadLog.Completed completed, Path target) {
            return Optional.empty();
        }
    }
}
