package dev.browsersession.provider;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Starts processes that never outlive the keeper. Each has a key, a directory that is deleted with it, and a process group of
 * its own; the reaper knows all three before the program runs.
 */
public interface ProcessHost {

    /**
     * Makes a private directory (mode 0700) that is deleted by {@link #end} at the latest when the keeper is gone. Its path has
     * at most 62 bytes, since Chrome puts sockets below it.
     */
    Path newDirectory(String key) throws IOException;

    /**
     * Starts a program in a process group and session of its own, with exactly the given environment and no input.
     *
     * @param key the key whose directory was made before
     */
    HostedProcess start(String key, List<String> command, Map<String, String> environment) throws IOException;

    /**
     * Kills the process group of a key, whoever of it is left, waits until it is gone and deletes the directory. Does nothing
     * for a key that is not known.
     *
     * @throws IOException naming what is left
     */
    void end(String key) throws IOException;
}
