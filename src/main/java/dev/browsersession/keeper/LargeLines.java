package dev.browsersession.keeper;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Who may hold an unfinished large line: a few owners at a time, since each holds as much memory as its line may be long.
 * The others are not read from meanwhile. A line takes less than a second; one that takes long may go on, since its owner may
 * stand at a breakpoint, until somebody else has to wait for it.
 */
final class LargeLines {

    private static final int AT_ONCE = 2;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Guarded by this, as the queue is: who holds a place, and since when. The first has held it longest. */
    private final Map<OwnerLines, Long> holding = new LinkedHashMap<>();

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
        OwnerLines slow = null;
        synchronized (this) {
            var longest = holding.entrySet().iterator();
            if (!waiting.isEmpty() && longest.hasNext()) {
                Map.Entry<OwnerLines, Long> first = longest.next();
                slow = System.nanoTime() - first.getValue() > PATIENCE_NANOS ? first.getKey() : null;
            }
        }
        if (slow != null) {
            slow.giveUp();
        }
    }
}
