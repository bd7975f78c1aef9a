package dev.browsersession.keeper;

import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Watches the processes that start owners, since they have no connection that could close. */
final class Runs implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Runs.class.getName());
    private static final long LOOK_MILLIS = 200;

    private final ProcessGroups groups;
    private final Executor workers;
    private final Set<ProcessRun> watched = ConcurrentHashMap.newKeySet();
    private final Future<?> looks;
    private final String salt = RandomNames.hex(8);
    private volatile Consumer<Run> whenOver = run -> {};

    Runs(ProcessGroups groups, ScheduledExecutorService timer, Executor workers) {
        this.groups = groups;
        this.workers = workers;
        this.looks = timer.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void whenOver(Consumer<Run> listener) {
        whenOver = listener;
    }

    /** The run of an owner: that of the process, as long as there is one. */
    Run of(Owner owner, long pid) {
        OptionalLong startTime = pid <= 0 ? OptionalLong.empty() : groups.startTime(pid);
        return startTime.isPresent() ? new ProcessRun(pid, startTime.getAsLong()) : owner;
    }

    /** What its sessions' tags have in common: eight characters. */
    String number(Run run) {
        return String.format("%08x", Objects.hash(salt, run));
    }

    /** Has the listener told when the run is over. That an owner is gone is seen elsewhere. */
    void watch(Run run) {
        if (run instanceof ProcessRun process) {
            watched.add(process);
        }
    }

    boolean isOver(Run run) {
        if (run instanceof Owner owner) {
            return owner.isGone();
        }
        ProcessRun process = (ProcessRun) run;
        OptionalLong now = groups.startTime(process.pid());
        return now.isEmpty() || now.getAsLong() != process.startTime();
    }

    private void look() {
        try {
            removeThoseThatAreOver();
        } catch (RuntimeException | OutOfMemoryError e) {
            // An exception that got out would be the end of all looks.
            LOG.log(Level.WARNING, "runs could not be looked at: {0}", e.toString());
        }
    }

    private void removeThoseThatAreOver() {
        watched.removeIf(run -> {
            boolean over = isOver(run);
            if (over) {
                LOG.log(Level.INFO, "{0} is over", run);
                workers.execute(() -> whenOver.accept(run));
            }
            return over;
        });
    }

    @Override
    public void close() {
        looks.cancel(false);
    }
}
