package dev.browsersession.keeper;

import dev.browsersession.protocol.SessionSnapshot;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Looks at a session and its drivers while a WebDriver command waits long. It may wait for ever: nobody tells of a browser or a
 * driver that is stopped but not gone.
 *
 * @param look finds out how the session is, and ends it where it does not answer
 */
record SilenceWatch(Views views, Supplier<SessionSnapshot> look, ExecutorService workers, AtomicBoolean looking) {

    SilenceWatch(Views views, Supplier<SessionSnapshot> look, ExecutorService workers) {
        this(views, look, workers, new AtomicBoolean());
    }

    /** Blocks nobody; one look at a time. */
    void check() {
        if (views.waitsLong() && looking.compareAndSet(false, true)) {
            workers.execute(() -> {
                try {
                    if (look.get().end() == null) {
                        views.endVainWaits();
                    }
                } finally {
                    looking.set(false);
                }
            });
        }
    }
}
