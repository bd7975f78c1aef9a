package dev.browsersession.keeper.server;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** How many sessions there may be at once, whichever dialect they are asked for in. */
final class Places {

    private final int most;
    private final AtomicInteger taken = new AtomicInteger();

    Places(int most) {
        this.most = most;
    }

    Place take() throws NoRoomException {
        if (taken.incrementAndGet() > most) {
            taken.decrementAndGet();
            throw new NoRoomException(most);
        }
        AtomicBoolean given = new AtomicBoolean();
        return () -> {
            if (given.compareAndSet(false, true)) {
                taken.decrementAndGet();
            }
        };
    }

    int taken() {
        return taken.get();
    }

    int most() {
        return most;
    }
}
