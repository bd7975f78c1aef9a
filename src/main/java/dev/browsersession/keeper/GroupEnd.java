package dev.browsersession.keeper;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Kills a process group, and what left it, and returns when all of it is seen to be gone. */
final class GroupEnd {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** Chrome's crash handlers leave the group, and end by themselves some milliseconds after their browser. */
    private static final Duration STRAYS_MAY_END = Duration.ofMillis(300);

    private static final long FIRST_PAUSE_MILLIS = 5;
    private static final long LONGEST_PAUSE_MILLIS = 50;

    private GroupEnd() {}

    /** @param directory what every process of the group, and all that they start, has in its environment */
    static void end(ProcessGroups groups, OptionalLong group, Path directory) throws IOException {
        long start = System.nanoTime();
        long pause = FIRST_PAUSE_MILLIS;
        while (isLeft(groups, group, directory)) {
            Duration spent = Duration.ofNanos(System.nanoTime() - start);
            if (spent.compareTo(LIMIT) > 0) {
                throw new IOException(
                        left(groups, group, directory) + " still alive " + LIMIT.toSeconds() + " s after being killed");
            }
            kill(groups, group, directory, spent);
            pause(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    private static boolean isLeft(ProcessGroups groups, OptionalLong group, Path directory) throws IOException {
        return (group.isPresent() && groups.anyAlive(group.getAsLong()))
                || !groups.inheritors(directory).isEmpty();
    }

    private static void kill(ProcessGroups groups, OptionalLong group, Path directory, Duration spent)
            throws IOException {
        if (group.isPresent() && groups.anyAlive(group.getAsLong())) {
            groups.kill(group.getAsLong());
        } else if (spent.compareTo(STRAYS_MAY_END) > 0) {
            groups.inheritors(directory)
                    .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    private static String left(ProcessGroups groups, OptionalLong group, Path directory) throws IOException {
        List<Long> strays = groups.inheritors(directory);
        String names = strays.isEmpty() ? "" : " (processes " + strays + ")";
        return group.isPresent()
                ? "process group " + group.getAsLong() + names + " is"
                : "something of " + directory + names + " is";
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while processes were ended", e);
        }
    }
}
