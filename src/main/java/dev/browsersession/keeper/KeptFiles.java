package dev.browsersession.keeper;

import dev.browsersession.protocol.DownloadList;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.FetchDownload;
import dev.browsersession.protocol.FetchedFile;
import dev.browsersession.protocol.ListDownloads;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.protocol.UploadFile;
import dev.browsersession.protocol.UploadedFile;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.SessionFiles;
import dev.browsersession.provider.SessionProvider;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The files of one session: what its views download, and what is brought to its browser. */
final class KeptFiles implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(KeptFiles.class.getName());
    /** Shorter than an owner waits for one answer; who wants to wait on asks again. */
    private static final long LONGEST_WAIT_MILLIS = 30_000;
    /** Until a provider has what its browser has completed. */
    private static final Duration ARRIVAL_LIMIT = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final String session;
    private final Optional<SessionFiles> atProvider;
    private final DownloadPlace place;
    private final DownloadLog log;
    private final Machinery machinery;
    // This object's lock guards both.
    private Path directory;
    private boolean closed;

    KeptFiles(SessionProvider provider, String session, SessionSpec spec, Machinery machinery) {
        this.session = session;
        this.atProvider = provider.files(session);
        this.place = DownloadPlace.of(provider, session, spec);
        this.log = new DownloadLog(session, place, machinery.workers());
        this.machinery = machinery;
    }

    DownloadLog log() {
        return log;
    }

    DownloadList list(ListDownloads request) throws ProviderFailure {
        long wait = Math.min(request.waitMillis(), LONGEST_WAIT_MILLIS);
        return new DownloadList(log.of(request.view(), request.awaited(), wait));
    }

    FetchedFile fetch(FetchDownload request) throws ProviderFailure {
        DownloadLog.Completed completed = log.completed(request.view(), request.download())
                .orElseThrow(() ->
                        new ProviderFailure(Failure.Kind.BAD_REQUEST, "That view has no such completed download."));
        try {
            return new FetchedFile(bring(request.view(), completed).toString());
        } catch (IOException e) {
            throw failure("the download " + completed.download().name() + " cannot be kept: " + e, e);
        }
    }

    private Path bring(String view, DownloadLog.Completed completed) throws ProviderFailure, IOException {
        if (place.directory(view).isPresent() || atProvider.isEmpty()) {
            return place.bring(view, completed, null).orElseThrow(() -> missing(completed));
        }
        Path target = directory().resolve(completed.download().id());
        long end = System.nanoTime() + ARRIVAL_LIMIT.toNanos();
        Optional<Path> file = place.bring(view, completed, target);
        while (file.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
            file = place.bring(view, completed, target);
        }
        return file.orElseThrow(() -> missing(completed));
    }

    private ProviderFailure missing(DownloadLog.Completed completed) {
        return failure("the download " + completed.download().name() + " is not where the browser put it", null);
    }

    /** None once the session is over: nobody would delete it. */
    private synchronized Path directory() throws ProviderFailure, IOException {
        if (closed) {
            throw new ProviderFailure(Failure.Kind.SESSION_ENDED, "Session " + session + " has ended.");
        }
        if (directory == null) {
            directory = machinery.processes().newDirectory(key());
        }
        return directory;
    }

    UploadedFile upload(UploadFile request) throws ProviderFailure {
        Path file = Path.of(request.path());
        if (!Files.isRegularFile(file)) {
            throw failure("there is no file " + file + " to upload", null);
        }
        SessionFiles files =
                atProvider.orElseThrow(() -> failure("its provider does not take files for its browser", null));
        return new UploadedFile(files.upload(file));
    }

    private ProviderFailure failure(String what, Exception cause) {
        return new ProviderFailure(Failure.Kind.PROVIDER, "Session " + session + ": " + what + ".", cause);
    }

    private String key() {
        return "downloads-" + session;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (directory != null) {
            try {
                machinery.processes().end(key());
            } catch (IOException e) {
                LOG.log(Level.WARNING, "downloads of session {0} are left to the reaper: {1}", session, e.getMessage());
            }
            directory = null;
        }
    }
}
