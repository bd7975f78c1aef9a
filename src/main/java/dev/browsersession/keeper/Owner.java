package dev.browsersession.keeper;

import dev.browsersession.protocol.Hello;
import dev.browsersession.protocol.Message;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A test JVM that is connected. */
final class Owner implements Run {

    /** A tag has 32 characters at most. */
    private static final int LONGEST_PROJECT = 12;

    private final long pid;
    private final boolean debugged;
    private final Consumer<Message> events;
    private final AtomicBoolean gone = new AtomicBoolean();
    private final Run run;
    private final int maxSessions;
    private final long sweepAgeMillis;
    private final String tag;

    Owner(Hello hello, Runs runs, Consumer<Message> events) {
        this.pid = hello.pid();
        this.debugged = hello.debugged();
        this.events = events;
        this.run = runs.of(this, hello.runPid());
        this.maxSessions = hello.maxSessions();
        this.sweepAgeMillis = hello.sweepAgeMillis();
        this.tag = tag(hello.project(), runs);
    }

    /** The run that it belongs to; itself where it is one. */
    Run run() {
        return run;
    }

    /** A new tag for a session at a provider: those of one project begin alike, and among them those of one run. */
    String newTag() {
        return tag + RandomNames.hex(4);
    }

    private String tag(String project, Runs runs) {
        String safe = project == null ? "" : project.replaceAll("[^0-9a-zA-Z_-]", "-");
        String named = safe.isEmpty() ? "bs" : safe.substring(0, Math.min(safe.length(), LONGEST_PROJECT));
        return named + "-" + runs.number(run) + "-";
    }

    /** How many sessions of one account this keeper may have when it gets one; empty for any number. */
    OptionalInt maxSessions() {
        return maxSessions > 0 ? OptionalInt.of(maxSessions) : OptionalInt.empty();
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
