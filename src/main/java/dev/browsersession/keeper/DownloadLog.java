package dev.browsersession.keeper;

import dev.browsersession.cdp.CdpConnection;
import dev.browsersession.cdp.CdpEvent;
import dev.browsersession.cdp.CdpException;
import dev.browsersession.cdp.Pages;
import dev.browsersession.protocol.DownloadedFile;
import dev.browsersession.protocol.DownloadedFile.State;
import dev.browsersession.protocol.Failure;
import dev.browsersession.provider.ProviderFailure;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * What the views of one session download. The browser tells every connection of the downloads of all contexts, and of each only
 * the frame, so it is found out whose it is. Guarded by its own lock; events come on an event loop.
 */
final class DownloadLog {

    private static final System.Logger LOG = System.getLogger(DownloadLog.class.getName());
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration FRAME_LIMIT = Duration.ofSeconds(1);

    private final String session;
    private final DownloadPlace place;
    private final Executor workers;
    private final Map<String, String> contexts = new LinkedHashMap<>();
    private final Map<String, String> refusals = new HashMap<>();
    private final Map<String, BrowserDownload> downloads = new LinkedHashMap<>();
    private CdpConnection watched;
    private int completions;

    DownloadLog(String session, DownloadPlace place, Executor workers) {
        this.session = session;
        this.place = place;
        this.workers = workers;
    }

    /**
     * A view is open.
     *
     * @param context its browser context; null for the default one
     */
    void begin(String view, String context, CdpConnection browser) throws CdpException {
        if (place.behavior(view).isEmpty()) {
            return;
        }
        String known = context == null ? Pages.defaultContext(browser) : context;
        synchronized (this) {
            contexts.put(view, known);
            watch(browser);
        }
        allow(view, context, browser);
    }

    private void watch(CdpConnection browser) {
        if (watched != browser) {
            watched = browser;
            browser.onEvent(event -> happened(event, browser));
        }
    }

    private void allow(String view, String context, CdpConnection browser) throws CdpException {
        Map<String, Object> parameters = new HashMap<>(place.behavior(view).orElseThrow());
        if (context != null) {
            parameters.put("browserContextId", context);
        }
        try {
            browser.call(null, "Browser.setDownloadBehavior", parameters, LIMIT);
        } catch (CdpException e) {
            if (e.connectionLost()) {
                throw e;
            }
            LOG.log(Level.INFO, "session {0} does not tell of downloads: {1}", session, e.getMessage());
            synchronized (this) {
                refusals.put(view, e.getMessage());
            }
        }
    }

    private void happened(CdpEvent event, CdpConnection browser) {
        if (event.sessionId() != null) {
            return;
        }
        if (event.method().equals("Browser.downloadWillBegin")) {
            BrowserDownload.of(event.params()).ifPresent(download -> {
                synchronized (this) {
                    downloads.put(download.id(), download);
                }
                workers.execute(() -> findView(download, browser));
            });
        } else if (event.method().equals("Browser.downloadProgress")) {
            progressed(event);
        }
    }

    private synchronized void progressed(CdpEvent event) {
        BrowserDownload download = downloads.get(event.params().path("guid").asString(""));
        if (download != null) {
            boolean ended = download.state() != State.RUNNING;
            download.progressed(event.params());
            if (!ended && download.state() == State.COMPLETED) {
                download.completedAs(++completions);
            }
            assign(download);
            notifyAll();
        }
    }

    private void findView(BrowserDownload download, CdpConnection browser) {
        Optional<String> context = Optional.empty();
        try {
            context = Pages.contextOfFrame(browser, download.frame(), FRAME_LIMIT);
        } catch (CdpException e) {
            LOG.log(Level.DEBUG, "the frame of a download in session " + session + " is not known", e);
        }
        synchronized (this) {
            Optional<String> of = context;
            download.lookedFor(contexts.entrySet().stream()
                    .filter(view -> of.filter(view.getValue()::equals).isPresent())
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(null));
            assign(download);
            notifyAll();
        }
    }

    /** One whose frame has gone, a pop-up's perhaps, is known by where its file is, and where there is one view, anyway. */
    private void assign(BrowserDownload download) {
        if (download.needsView()) {
            contexts.keySet().stream()
                    .filter(view ->
                            place.directory(view).filter(download::liesIn).isPresent() || contexts.size() == 1)
                    .findFirst()
                    .ifPresent(download::belongsTo);
        }
    }

    /** What a view has downloaded, as soon as a download of that name has ended, or after that time. */
    synchronized List<DownloadedFile> of(String view, String awaited, long waitMillis) throws ProviderFailure {
        requireTold(view);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
        for (long left = end - System.nanoTime();
                left > 0 && awaited != null && !hasEnded(view, awaited);
                left = end - System.nanoTime()) {
            await(left);
        }
        return of(view).stream().map(BrowserDownload::file).toList();
    }

    /**
     * A completed download.
     *
     * @param earlier how many of that name the session had completed before
     */
    record Completed(BrowserDownload download, int earlier) {}

    synchronized Optional<Completed> completed(String view, String id) {
        return Optional.ofNullable(downloads.get(id))
                .filter(download -> download.isOf(view) && download.state() == State.COMPLETED)
                .map(download -> new Completed(download, completedBefore(download)));
    }

    private int completedBefore(BrowserDownload download) {
        return (int) downloads.values().stream()
                .filter(other -> other.name().equals(download.name()) && other.state() == State.COMPLETED)
                .filter(other -> other.turn() < download.turn())
                .count();
    }

    private void await(long nanos) throws ProviderFailure {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("the wait for a download was interrupted", e);
        }
    }

    private void requireTold(String view) throws ProviderFailure {
        String refusal = refusals.get(view);
        if (place.behavior(view).isEmpty()) {
            throw failure("its provider does not hand over what the browser downloads", null);
        } else if (refusal != null) {
            throw failure("its browser does not tell what it downloads: " + refusal, null);
        }
    }

    private List<BrowserDownload> of(String view) {
        return downloads.values().stream()
                .filter(download -> download.isOf(view))
                .toList();
    }

    /** The last of that name counts. */
    private boolean hasEnded(String view, String name) {
        return of(view).stream()
                .filter(download -> download.name().equals(name))
                .reduce((earlier, later) -> later)
                .filter(download -> download.state() != State.RUNNING)
                .isPresent();
    }

    private ProviderFailure failure(String what, Exception cause) {
        return new ProviderFailure(Failure.Kind.PROVIDER, "Session " + session + ": " + what + ".", cause);
    }

    /** The connection is another one: a browser forgets with the old one what it was told. */
    void reconnected(CdpConnection browser) throws CdpException {
        Map<String, String> open;
        synchronized (this) {
            open = Map.copyOf(contexts);
            if (!open.isEmpty()) {
                watch(browser);
            }
        }
        String byDefault = open.isEmpty() ? null : Pages.defaultContext(browser);
        for (Map.Entry<String, String> view : open.entrySet()) {
            String context = view.getValue();
            allow(view.getKey(), context.equals(byDefault) ? null : context, browser);
        }
    }

    /** A view is closed: what it downloaded goes with it. */
    void end(String view) {
        synchronized (this) {
            contexts.remove(view);
            refusals.remove(view);
            // Those of others stay known, since a provider numbers them all.
        }
        place.directory(view).ifPresent(this::delete);
    }

    private void delete(Path gone) {
        try {
            DirectoryTree.delete(gone);
        } catch (IOException e) {
            LOG.log(Level.INFO, "downloads of session {0} go with its directory: {1}", session, e.getMessage());
        }
    }
}
