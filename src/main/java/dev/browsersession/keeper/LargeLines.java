package dev.browsersession.keeper;

import dev.browsersession.cdp.Patience;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who may hold an unfinished large line: a few owners at a time, since each holds as much memory as its line may be long.
 * The others are not read from meanwhile. A line takes less than a second; one that takes long may go on, since its owner may
 * stand at a breakpoint, until somebody else has to wait for it.
 */
final class LargeLines {

    private static final int AT_ONCE = 2;
    /** With a line of which nothing more comes, and with one that comes in drops. */
    private static final long STANDING_NANOS =
            Patience.of(Duration.ofSeconds(3)).toNanos();

    private static final long CRAWLING_NANOS =
            Patience.of(Duration.ofSeconds(20)).toNanos();

    /** Guarded by this, as the queue is: who holds a place, and since when. */
    private final Map<OwnerLines, Long> holding = new HashMap<>();

    private final Deque<OwnerLines> waiting = new ArrayDeque<>();

    /** False where the line has to wait; it is told to go on later. */
    synchronized boolean enter(OwnerLines line) {
        if (holding.containsKey(line)) {
            return true;
        }
        if (holding.size() < AT_ONCE) {
            holding.put(line, System.nanoTime());
            return true;
        }
        if (!waiting.contains(line)) {
            waiting.add(line);
        }
        return false;
    }

    /** Of a line that is complete, and of one whose owner is gone. */
    void leave(OwnerLines line) {
        OwnerLines next = null;
        synchronized (this) {
            waiting.remove(line);
            if (holding.remove(line) != null) {
                next = waiting.poll();
            }
            if (next != null) {
                holding.put(next, System.nanoTime());
            }
        }
        if (next != null) {
            next.goOn();
        }
    }

    /** Called again and again by who waits. */
    void hurry() {
        long now = System.nanoTime();
        List<OwnerLines> standing = new ArrayList<>();
        List<OwnerLines> crawling = new ArrayList<>();
        synchronized (this) {
            if (!waiting.isEmpty()) {
                holding.forEach((line, since) -> {
                    if (now - since > CRAWLING_NANOS) {
                        crawling.add(line);
                    } else if (now - Math.max(since, line.lastReadNanos()) > STANDING_NANOS) {
                        standing.add(line);
                    }
                });
            }
        }
        crawling.forEach(OwnerLines::giveUp);
        standing.forEach(OwnerLines::giveUpIfItStandsStill);
    }
}
