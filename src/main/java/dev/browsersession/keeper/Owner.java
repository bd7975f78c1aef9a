package dev.browsersession.keeper;

import dev.browsersession.protocol.Hello;
import dev.browsersession.protocol.Message;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A test JVM that is connected. */
final class Owner implements Run {

    private final long pid;
    private final boolean debugged;
    private final Consumer<Message> events;
    private final AtomicBoolean gone = new AtomicBoolean();
    private final Run run;
    private final int maxSessions;
    private final long sweepAgeMillis;
    private final String project;
    private final String runNumber;

    Owner(Hello hello, Runs runs, Consumer<Message> events) {
        this.pid = hello.pid();
        this.debugged = hello.debugged();
        this.events = events;
        this.run = runs.of(this, hello.runPid());
        this.maxSessions = hello.maxSessions();
        this.sweepAgeMillis = hello.sweepAgeMillis();
        this.project = hello.project();
        this.runNumber = runs.number(run);
    }

    /** The run that it belongs to; itself where it is one. */
    Run run() {
        return run;
    }

    /** A new tag for a session at a provider: those of one project begin alike, and among them those of one run. */
    String newTag() {
        return Tag.newOne(Tag.project(project), runNumber).toString();
    }

    /** The project's part of its tags; empty where it does not say which it is. */
    Optional<String> project() {
        return Optional.ofNullable(project).map(Tag::project);
    }

    /** The run's part of its tags. */
    String runNumber() {
        return runNumber;
    }

    /** How old a session of an earlier run has to be to be stopped; 0 for none is. */
    long sweepAgeMillis() {
        return sweepAgeMillis;
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
