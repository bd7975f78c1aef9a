package dev.browsersession.lease;

import dev.browsersession.protocol.AttachDriver;
import dev.browsersession.protocol.Capture;
import dev.browsersession.protocol.Captured;
import dev.browsersession.protocol.CapturedPage;
import dev.browsersession.protocol.CloseView;
import dev.browsersession.protocol.DownloadList;
import dev.browsersession.protocol.DownloadedFile;
import dev.browsersession.protocol.FetchDownload;
import dev.browsersession.protocol.FetchedFile;
import dev.browsersession.protocol.Held;
import dev.browsersession.protocol.Hold;
import dev.browsersession.protocol.ListDownloads;
import dev.browsersession.protocol.UploadFile;
import dev.browsersession.protocol.UploadedFile;
import dev.browsersession.protocol.ViewOpened;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One connection to a session, scoped to one browser context. */
public final class View implements AutoCloseable {

    private final Keeper keeper;
    private volatile ViewOpened opened;

    View(Keeper keeper, ViewOpened opened) {
        this.keeper = keeper;
        this.opened = opened;
    }

    public ViewOpened facts() {
        return opened;
    }

    /** Makes WebDriver commands possible: the facts have a WebDriver URL afterwards. */
    public ViewOpened attachDriver(Path driver) {
        opened = (ViewOpened) keeper.ask(new AttachDriver(opened.view(), driver.toString(), false));
        return opened;
    }

    /** As {@link #attachDriver}, whatever the driver's version. */
    public ViewOpened attachDriverOfAnyVersion(Path driver) {
        opened = (ViewOpened) keeper.ask(new AttachDriver(opened.view(), driver.toString(), true));
        return opened;
    }

    /** As {@link #attachDriver}, with the driver beside the browser. Without a WebDriver URL where that cannot be had. */
    public ViewOpened attachProvidedDriver() {
        opened = (ViewOpened) keeper.ask(new AttachDriver(opened.view(), null, false));
        return opened;
    }

    /** What its open pages show. */
    public List<CapturedPage> capture() {
        return ((Captured) keeper.askUninterruptibly(new Capture(opened.view()))).pages();
    }

    /**
     * What it has downloaded.
     *
     * @param awaited the name of a download whose end is waited for; null for none
     * @param limit how long at most
     */
    public List<DownloadedFile> downloads(String awaited, Duration limit) {
        return ((DownloadList) keeper.ask(new ListDownloads(opened.view(), awaited, limit.toMillis()))).downloads();
    }

    /** The content of a completed download, in a file that goes with the view. */
    public Path fetch(String download) {
        return Path.of(((FetchedFile) keeper.ask(new FetchDownload(opened.view(), download))).path());
    }

    /** Brings a file to the browser's machine, where the provider can, and returns its path there. */
    public String upload(Path file) {
        return ((UploadedFile) keeper.ask(new UploadFile(opened.view(), file.toString()))).path();
    }

    /**
     * Leaves the view, and its session, as they are, for people to look at. It is no longer this owner's.
     *
     * @param test whose it was, for messages
     * @return until when it stays
     */
    public Instant hold(Duration time, String test) {
        Held held = (Held) keeper.askUninterruptibly(new Hold(opened.view(), time.toMillis(), test));
        return Instant.ofEpochMilli(held.untilEpochMillis());
    }

    @Override
    public void close() {
        keeper.askUninterruptibly(new CloseView(opened.view()));
    }
}
