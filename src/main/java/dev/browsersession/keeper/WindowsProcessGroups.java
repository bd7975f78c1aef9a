package dev.browsersession.keeper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Windows has no process groups: the group of a process is the tree below it, for as long as the process itself lives. Written
 * from documentation and not yet run on a Windows machine.
 */
final class WindowsProcessGroups implements ProcessGroups {

    @Override
    public List<String> detached(List<String> command) {
        return List.copyOf(command);
    }

    @Override
    public List<String> gated(List<String> command) {
        throw new UnsupportedOperationException("Windows has no gated commands");
    }

    @Override
    public boolean gates() {
        return false;
    }

    @Override
    public List<String> reaper() throws IOException {
        Path script = Files.createTempFile("browser-session-reaper", ".cmd");
        try (InputStream text = WindowsProcessGroups.class.getResourceAsStream("reaper.cmd")) {
            Files.copy(text, script, StandardCopyOption.REPLACE_EXISTING);
        }
        return List.of("cmd.exe", "/d", "/q", "/c", script.toString());
    }

    @Override
    public void kill(long group) throws IOException {
        Process process = new ProcessBuilder("taskkill.exe", "/F", "/T", "/PID", Long.toString(group))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while ending process " + group, e);
        }
    }

    @Override
    public boolean anyAlive(long group) {
        return ProcessHandle.of(group).filter(ProcessHandle::isAlive).isPresent();
    }

    @Override
    public List<Long> inheritors(Path directory) {
        return List.of();
    }

    @Override
    public boolean anyNaming(long group, Path directory) {
        return false;
    }

    @Override
    public OptionalLong startTime(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().startInstant())
                .stream()
                .mapToLong(Instant::toEpochMilli)
                .findFirst();
    }
}
