package dev.browsersession.jupiter;

import dev.browsersession.BrowserSessionException;
import dev.browsersession.Download;
import dev.browsersession.Downloads;
import dev.browsersession.config.Values;
import dev.browsersession.lease.View;
import dev.browsersession.protocol.DownloadedFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The downloads of one view. */
record ViewDownloads(View view) implements Downloads {

    /** Shorter than the keeper waits for one answer, so that an interrupt is not held up for long. */
    private static final Duration SLICE = Duration.ofSeconds(5);

    @Override
    public List<Download> all() {
        return of(view.downloads(null, Duration.ZERO));
    }

    @Override
    public Download await(String name, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            List<DownloadedFile> there = view.downloads(name, left.compareTo(SLICE) < 0 ? left : SLICE);
            Optional<DownloadedFile> last = there.stream()
                    .filter(download -> download.name().equals(name))
                    .reduce((earlier, later) -> later);
            if (last.filter(it -> it.state() == DownloadedFile.State.COMPLETED).isPresent()) {
                return new ViewDownload(view, last.get());
            }
            if (last.filter(it -> it.state() == DownloadedFile.State.CANCELED).isPresent()) {
                throw new BrowserSessionException("The download " + name + " was given up after "
                        + last.get().size() + " bytes, by the browser or by the server at "
                        + last.get().url() + ".");
            }
            if (left.isZero()) {
                throw new BrowserSessionException("The download " + name + " was not there within "
                        + Values.readable(limit) + ". " + listed(there));
            }
        }
    }

    private String listed(List<DownloadedFile> there) {
        return there.isEmpty()
                ? "This test has downloaded nothing."
                : "This test has downloaded: "
                        + of(there).stream().map(Download::toString).collect(Collectors.joining(", ")) + ".";
    }

    private List<Download> of(List<DownloadedFile> files) {
        return files.stream()
                .<Download>map(file -> new ViewDownload(view, file))
                .toList();
    }
}
