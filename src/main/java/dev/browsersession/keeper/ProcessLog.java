package dev.browsersession.keeper;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Where hosted processes are written down before they run, so that a later keeper can clean up after a keeper and a reaper that
 * both died. What cannot be written down is not done.
 */
public interface ProcessLog {

    /** A directory is about to be made. */
    void directory(String key, Path directory) throws IOException;

    /** A program is about to run: its process is there and waits. */
    void started(String key, long pid, long startTime) throws IOException;

    /** The key's processes and its directory are gone. */
    void ended(String key) throws IOException;
}
