package dev.browsersession.keeper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Ends what a keeper left that died together with its reaper, going by what it had written down. */
public final class LeftoverProcesses {

    private LeftoverProcesses() {}

    /**
     * Kills the process group of one key, if it is there and still the one that was written down, and deletes its directory.
     *
     * @param pid the first process of the group; 0 where none was written down
     * @param startTime when it was started, as {@link ProcessLog#started} was told
     * @return whether there was anything to end
     * @throws IOException naming what is left
     */
    public static boolean clean(ProcessGroups groups, String key, long pid, long startTime, Path directory)
            throws IOException {
        if (!PrivateDirectory.isOne(directory)) {
            throw new IOException(
                    "what was written down about " + key + " is not a session's directory: '" + directory + "'");
        }
        boolean running = pid > 1 && stillRuns(groups, pid, startTime, directory);
        GroupEnd.end(groups, running ? OptionalLong.of(pid) : OptionalLong.empty(), directory);
        boolean present = Files.exists(directory, LinkOption.NOFOLLOW_LINKS);
        DirectoryTree.delete(directory);
        return running || present;
    }

    /** Whether there is anything to end or delete of what was written down. */
    static boolean isThere(ProcessGroups groups, long pid, long startTime, Path directory) throws IOException {
        return Files.exists(directory, LinkOption.NOFOLLOW_LINKS)
                || (pid > 1 && stillRuns(groups, pid, startTime, directory));
    }

    /**
     * A process id is not given out again while a process group has its number. So where another process has the leader's id,
     * the group is gone; where none has it, what is in the group is ours or belongs to a later leader that has gone too, and
     * one member that names our directory tells the two apart.
     */
    private static boolean stillRuns(ProcessGroups groups, long pid, long startTime, Path directory)
            throws IOException {
        OptionalLong now = groups.startTime(pid);
        return now.isPresent() ? now.getAsLong() == startTime : groups.anyNaming(pid, directory);
    }
}
