package dev.browsersession.keeper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What this machine's operating system offers to start, watch and kill a program together with all that it starts. */
public interface ProcessGroups {

    static ProcessGroups forThisMachine() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows")
                ? new WindowsProcessGroups()
                : new PosixProcessGroups();
    }

    /** The command that runs the given one in a process group of its own and, where this machine can, a session of its own. */
    List<String> detached(List<String> command);

    /**
     * Like {@link #detached}, but the command first prints the number of its process group as a line, then waits for a line on
     * its standard input, and only runs the given one after that; at the end of its input it exits instead.
     *
     * @throws UnsupportedOperationException where {@link #gates()} is false
     */
    List<String> gated(List<String> command);

    /** Whether this machine has {@link #gated} commands; elsewhere the group is the id of the started process. */
    boolean gates();

    /**
     * The command of a reaper: reads {@code + number group startTime directory} and {@code - number} as lines on its standard
     * input, answers each with {@code ok number}, and kills and deletes what is left of them at the end of its input.
     */
    List<String> reaper() throws IOException;

    /** Kills every process of the group, stopped ones too. A group that is gone is no failure. */
    void kill(long group) throws IOException;

    /** Whether a process of the group is alive. Zombies are dead. */
    boolean anyAlive(long group) throws IOException;

    /**
     * The living processes, of whatever group, that have the directory as a value in their environment, which children inherit.
     * Those of other users, and some that protect themselves, cannot be seen.
     */
    List<Long> inheritors(Path directory) throws IOException;

    /** Whether a living process of the group names the directory in its environment or its command line. */
    boolean anyNaming(long group, Path directory) throws IOException;

    /**
     * When the living process was started, in a unit that is only good for comparing on the same machine and boot; empty where
     * there is no such process, or only a zombie.
     */
    OptionalLong startTime(long pid);
}
