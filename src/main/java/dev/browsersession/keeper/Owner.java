package dev.browsersession.keeper;

import dev.browsersession.protocol.Message;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A test JVM that is connected. */
final class Owner {

    private final long pid;
    private final Consumer<Message> events;
    private final AtomicBoolean gone = new AtomicBoolean();

    Owner(long pid, Consumer<Message> events) {
        this.pid = pid;
        this.events = events;
    }

    void tell(Message event) {
        if (!gone.get()) {
            events.accept(event);
        }
    }

    boolean isGone() {
        return gone.get();
    }

    /** True for the first to say so. */
    boolean leave() {
        return gone.compareAndSet(false, true);
    }

    @Override
    public String toString() {
        return "owner " + pid;
    }
}
