package dev.browsersession.lease;

import dev.browsersession.protocol.AttachDriver;
import dev.browsersession.protocol.Capture;
import dev.browsersession.protocol.Captured;
import dev.browsersession.protocol.CapturedPage;
import dev.browsersession.protocol.CloseView;
import dev.browsersession.protocol.Held;
import dev.browsersession.protocol.Hold;
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
        opened = (ViewOpened) keeper.ask(new AttachDriver(opened.view(), driver.toString()));
        return opened;
    }

    /** As {@link #attachDriver}, with the driver beside the browser. Without a WebDriver URL where that cannot be had. */
    public ViewOpened attachProvidedDriver() {
        opened = (ViewOpened) keeper.ask(new AttachDriver(opened.view(), null));
        return opened;
    }

    /** What its open pages show. */
    public List<CapturedPage> capture() {
        return ((Captured) keeper.askUninterruptibly(new Capture(opened.view()))).pages();
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
