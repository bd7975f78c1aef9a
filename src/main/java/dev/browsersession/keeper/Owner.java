package dev.browsersession.keeper;

import dev.browsersession.protocol.Hello;
import dev.browsersession.protocol.Message;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A test JVM that is connected. */
final class Owner implements Run {

    private final long pid;
    private final boolean debugged;
    private final Consumer<Message> events;
    private final AtomicBoolean gone = new AtomicBoolean();
    private final Run run;

    Owner(Hello hello, Runs runs, Consumer<Message> events) {
        this.pid = hello.pid();
        this.debugged = hello.debugged();
        this.events = events;
        this.run = runs.of(this, hello.runPid());
    }

    /** The run that it belongs to; itself where it is one. */
    Run run() {
        return run;
    }

    /** Whether a debugger may halt it. */
    boolean isDebugged() {
        return debugged;
    }

    long pid() {
        return pid;
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

    /** As people know it. */
    String process() {
        return "process " + pid;
    }

    @Override
    public String toString() {
        return "owner " + pid;
    }
}
