package dev.browsersession.keeper;

import dev.browsersession.protocol.Failure;
import dev.browsersession.provider.ProcessHost;
import dev.browsersession.provider.ProviderFailure;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The ChromeDrivers that views attach with: one process for each driver file, started when a view needs it and stopped when
 * none has used it for a while, since another user of this machine could run programs through its port.
 */
final class ChromeDrivers implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ChromeDrivers.class.getName());

    /** A start costs a third of a second; what matters is that drivers do not stay while nobody tests. */
    private static final Duration IDLE_TIME = Duration.ofSeconds(30);

    private final ProcessHost processes;
    private final Duration idleTime;
    private final ScheduledThreadPoolExecutor timer;
    // Guarded by itself; each slot is guarded by its own lock, so that drivers do not wait for each other.
    private final Map<ChromeDriverFile, Slot> slots = new HashMap<>();

    ChromeDrivers(ProcessHost processes) {
        this(processes, IDLE_TIME);
    }

    /** @param idleTime how long a driver without a view is kept */
    ChromeDrivers(ProcessHost processes, Duration idleTime) {
        this.processes = processes;
        this.idleTime = idleTime;
        timer = new ScheduledThreadPoolExecutor(1, new Threads("idle-chromedrivers"));
        timer.setRemoveOnCancelPolicy(true);
        // What is asked for while all drivers are being stopped is done by that.
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** A view's claim on a running driver. */
    interface Use extends AutoCloseable {
        URI baseUrl();

        /** As in {@code 156.0.8078.73}. */
        String version();

        /** Completed when its process has ended, with a sentence about that. */
        CompletionStage<String> ended();

        /** Ends its process, because it does nothing any more. The next view gets another one. */
        void kill();

        @Override
        void close();
    }

    /**
     * Starts the driver where it does not run.
     *
     * @param driver the driver's file
     * @param browserMajor the major version of the browser that it is to attach to
     */
    Use acquire(Path driver, int browserMajor) throws ProviderFailure {
        return acquire(new ChromeDriverFile(driver, false), browserMajor, "the browser");
    }

    /** @param browser what messages call the browser: its version and path */
    Use acquire(ChromeDriverFile driver, int browserMajor, String browser) throws ProviderFailure {
        Slot slot;
        synchronized (slots) {
            slot = slots.computeIfAbsent(driver, Slot::new);
        }
        return slot.acquire(browserMajor, browser);
    }

    /** Stops every driver, used or not. */
    @Override
    public void close() {
        // Not interrupted: it may be in the middle of stopping one.
        timer.shutdown();
        List<Slot> all;
        synchronized (slots) {
            all = List.copyOf(slots.values());
        }
        all.forEach(Slot::stop);
    }

    private static void requireSameMajor(ChromeDriverProcess process, int browserMajor, String browser)
            throws ProviderFailure {
        if (process.major() != browserMajor) {
            throw new ProviderFailure(
                    Failure.Kind.DRIVER_MISMATCH,
                    "The ChromeDriver " + process.driver() + " is version " + process.version() + ", but " + browser
                            + " is version " + browserMajor
                            + ", and both must have the same major version. Install ChromeDriver "
                            + browserMajor + ", or set local.chromedriver to the path of one.");
        }
    }

    /** One driver file, and its process while there is one. */
    private final class Slot {
        private final ChromeDriverFile driver;
        private ChromeDriverProcess process;
        private int uses;
        private ScheduledFuture<?> stop;

        private Slot(ChromeDriverFile driver) {
            this.driver = driver;
        }

        private synchronized Use acquire(int browserMajor, String browser) throws ProviderFailure {
            if (process == null || !process.isAlive()) {
                stop();
                ChromeDriverProcess started =
                        ChromeDriverProcess.start(processes, "chromedriver-" + RandomNames.hex(4), driver);
                started.process().exited().thenRun(() -> timer.execute(() -> clean(started)));
                process = started;
                uses = 0;
            }
            if (stop != null) {
                stop.cancel(false);
            }
            uses++;
            ClaimedDriver use = new ClaimedDriver(process);
            try {
                if (!driver.anyVersion()) {
                    requireSameMajor(process, browserMajor, browser);
                }
                return use;
            } catch (ProviderFailure e) {
                use.close();
                throw e;
            }
        }

        /** The directory of one that has ended by itself goes at once, not with the next start. */
        private synchronized void clean(ChromeDriverProcess ended) {
            if (process != null && ended.key().equals(process.key())) {
                stop();
            }
        }

        private synchronized void release(ChromeDriverProcess used) {
            // A view may still hold a driver that died and was replaced.
            if (process == null || !used.key().equals(process.key())) {
                return;
            }
            uses--;
            if (uses == 0 && !timer.isShutdown()) {
                stop = timer.schedule(this::stopIfIdle, idleTime.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private synchronized void stopIfIdle() {
            if (uses == 0) {
                stop();
            }
        }

        private synchronized void stop() {
            if (process == null) {
                return;
            }
            try {
                processes.end(process.key());
            } catch (IOException e) {
                LOG.log(
                        Level.WARNING,
                        "The ChromeDriver {0} is left to the reaper: {1}",
                        driver.path(),
                        e.getMessage());
            }
            process = null;
        }

        private final class ClaimedDriver implements Use {
            private final ChromeDriverProcess used;
            private final AtomicBoolean closed = new AtomicBoolean();

            private ClaimedDriver(ChromeDriverProcess used) {
                this.used = used;
            }

            @Override
            public URI baseUrl() {
                return used.baseUrl();
            }

            @Override
            public String version() {
                return used.version();
            }

            @Override
            public CompletionStage<String> ended() {
                return used.process()
                        .exited()
                        .thenApply(code -> used.name() + " ended with exit code " + code
                                + ". The next test is given another one.");
            }

            @Override
            public void kill() {
                try {
                    processes.end(used.key());
                } catch (IOException e) {
                    LOG.log(Level.WARNING, "{0} is left to the reaper: {1}", used.name(), e.getMessage());
                }
            }

            @Override
            public void close() {
                if (closed.compareAndSet(false, true)) {
                    release(used);
                }
            }
        }
    }
}
