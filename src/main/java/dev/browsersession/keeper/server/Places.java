package dev.browsersession.keeper.server;

import java.util.concurrent.TimeUnit;

/**
 * How many sessions there may be at once, whichever dialect they are asked for in. Who asks for one more while one is just
 * ending waits for that.
 */
final class Places {

    private static final long LEAVING_MILLIS = 10_000;
    private static final long REFUSALS_COUNT_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final int most;
    // This object's lock guards the rest.
    private int taken;
    private int leaving;
    private int refused;
    private long refusedSince = System.nanoTime();

    Places(int most) {
        this.most = most;
    }

    synchronized Place take() throws NoRoomException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LEAVING_MILLIS);
        while (taken >= most && leaving > 0 && System.nanoTime() < until) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new NoRoomException(most);
            }
        }
        if (taken >= most) {
            forgetRefusals();
            refused++;
            throw new NoRoomException(most);
        }
        taken++;
        return new TakenPlace();
    }

    synchronized int taken() {
        return taken;
    }

    /** Without those whose place is free soon. */
    synchronized int staying() {
        return taken - leaving;
    }

    /** How many have got no place, for five minutes at most. */
    synchronized int refused() {
        forgetRefusals();
        return refused;
    }

    private void forgetRefusals() {
        if (System.nanoTime() - refusedSince > REFUSALS_COUNT_NANOS) {
            refusedSince = System.nanoTime();
            refused = 0;
        }
    }

    int most() {
        return most;
    }

    private final class TakenPlace implements Place {

        private boolean isLeaving;
        private boolean isOver;

        @Override
        public void leaving() {
            synchronized (Places.this) {
                if (!isLeaving && !isOver) {
                    isLeaving = true;
                    leaving++;
                }
            }
        }

        @Override
        public void close() {
            synchronized (Places.this) {
                if (!isOver) {
                    isOver = true;
                    taken--;
                    leaving -= isLeaving ? 1 : 0;
                    Places.this.notifyAll();
                }
            }
        }
    }
}
