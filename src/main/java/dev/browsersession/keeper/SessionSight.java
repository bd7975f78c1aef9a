package dev.browsersession.keeper;

import dev.browsersession.cdp.CdpException;
import dev.browsersession.cdp.Glimpse;
import dev.browsersession.cdp.PageTarget;
import dev.browsersession.keeper.live.SeenPage;
import dev.browsersession.keeper.live.Sight;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * What people see of one session. Its lock is held for a look: whoever watches too gets what the one before has just seen, so
 * that many are no more work for the browser than one.
 */
final class SessionSight {

    private static final Duration LOOK_LIMIT = Duration.ofSeconds(3);
    /** Once for the titles, and once for what is in the foreground. */
    private static final Duration GLANCE_LIMIT = Duration.ofSeconds(1);

    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private static final String SILENT = "Its browser does not answer.";

    private final Views views;
    private final boolean keepAlive;
    private final Object glances = new Object();
    /** Guarded by the lock of glances. */
    private CompletableFuture<Sight> glancing;

    private String wantedBefore;
    private Sight seenBefore;
    private long seenAt;
    private volatile List<SeenPage> pages = List.of();

    SessionSight(Views views, boolean keepAlive) {
        this.views = views;
        this.keepAlive = keepAlive;
    }

    /** What it shows. A session that is kept alive is connected to for that, where nobody is. */
    synchronized Sight look(String wanted) {
        boolean fresh = seenBefore != null && System.nanoTime() - seenAt < FRESH_NANOS;
        if (!fresh || !Objects.equals(wanted, wantedBefore)) {
            seenBefore = lookAgain(wanted);
            wantedBefore = wanted;
            seenAt = System.nanoTime();
        }
        return seenBefore;
    }

    private Sight lookAgain(String wanted) {
        try {
            Glimpse glimpse = views.look(wanted, keepAlive, LOOK_LIMIT);
            pages = seen(glimpse.pages());
            return new Sight(pages, glimpse.shown(), glimpse.jpeg(), glimpse.problem());
        } catch (CdpException | LinkException e) {
            return new Sight(pages, null, null, "It cannot be looked at: " + e.getMessage() + ".");
        }
    }

    /** Its pages; of a browser elsewhere, as they were when somebody was last connected. */
    CompletableFuture<Sight> glance(Executor workers) {
        Sight silent = new Sight(pages, null, null, SILENT);
        return glancing(workers).completeOnTimeout(silent, 2 * GLANCE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One at a time: of a browser that hangs, no more workers wait than one. */
    private CompletableFuture<Sight> glancing(Executor workers) {
        synchronized (glances) {
            if (glancing == null || glancing.isDone()) {
                glancing = CompletableFuture.supplyAsync(this::glanceNow, workers);
            }
            return glancing.copy();
        }
    }

    private Sight glanceNow() {
        try {
            return views.glance(GLANCE_LIMIT)
                    .map(this::withoutScreen)
                    .orElseGet(() -> new Sight(pages, null, null, "Nobody is connected to it at the moment."));
        } catch (CdpException e) {
            return new Sight(pages, null, null, SILENT);
        }
    }

    private Sight withoutScreen(Glimpse now) {
        pages = seen(now.pages());
        return new Sight(pages, now.shown(), null, now.problem());
    }

    private static List<SeenPage> seen(List<PageTarget> targets) {
        return targets.stream()
                .map(target -> new SeenPage(target.id(), target.title(), target.url()))
                .toList();
    }
}
