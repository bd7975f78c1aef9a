package dev.browsersession.keeper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A process log that remembers what it was told, and what was there at that moment. */
final class RecordedLog implements ProcessLog {

    final List<String> lines = new CopyOnWriteArrayList<>();
    volatile IOException onStarted;

    @Override
    public void directory(String key, Path directory) {
        lines.add("directory " + key + (Files.exists(directory) ? " exists" : " not yet"));
    }

    @Override
    public void started(String key, long pid, long startTime) throws IOException {
        if (onStarted != null) {
            throw onStarted;
        }
        lines.add("started " + key);
    }

    @Override
    public void ended(String key) {
        lines.add("ended " + key);
    }
}
