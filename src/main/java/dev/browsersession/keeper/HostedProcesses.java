package dev.browsersession.keeper;

import dev.browsersession.provider.HostedProcess;
import dev.browsersession.provider.ProcessHost;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** The processes and directories that end with the keeper. Each key has a lock of its own; keys do not wait for each other. */
final class HostedProcesses implements ProcessHost, AutoCloseable {

    private static final Logger LOG = System.getLogger(HostedProcesses.class.getName());

    private final Path workRoot;
    private final Reaper reaper;
    private final ProcessGroups groups;
    private final ProcessLog log;
    private final Map<String, Hosted> byKey = new ConcurrentHashMap<>();

    /** @param workRoot an existing directory that only this user can enter; the keys' directories are made in it */
    HostedProcesses(Path workRoot, Reaper reaper, ProcessGroups groups, ProcessLog log) {
        this.workRoot = workRoot.toAbsolutePath();
        this.reaper = reaper;
        this.groups = groups;
        this.log = log;
    }

    @Override
    public Path newDirectory(String key) throws IOException {
        Hosted hosted = new Hosted(key, PrivateDirectory.name(workRoot));
        if (byKey.putIfAbsent(key, hosted) != null) {
            throw new IllegalStateException("the key " + key + " is in use");
        }
        synchronized (hosted) {
            try {
                log.directory(key, hosted.directory);
                hosted.number = reaper.register(hosted.directory);
                PrivateDirectory.make(hosted.directory);
            } catch (IOException e) {
                end(hosted, e);
                throw e;
            }
            return hosted.directory;
        }
    }

    @Override
    public HostedProcess start(String key, List<String> command, Map<String, String> environment) throws IOException {
        Hosted hosted = byKey.get(key);
        if (hosted == null) {
            throw new IllegalStateException("no directory was made for the key " + key);
        }
        synchronized (hosted) {
            if (hosted.ended || hosted.child != null) {
                throw new IllegalStateException("the key " + key + " has ended or runs a process already");
            }
            hosted.child = HostedChild.start(groups, key, command, environment, hosted.directory);
            try {
                announce(hosted);
                hosted.child.go();
            } catch (IOException e) {
                hosted.child.abandon();
                throw e;
            }
            return hosted.child;
        }
    }

    private void announce(Hosted hosted) throws IOException {
        long group = hosted.child.group();
        long startTime = groups.startTime(group).orElse(0);
        log.started(hosted.key, group, startTime);
        reaper.extend(hosted.number, group, startTime);
    }

    @Override
    public void end(String key) throws IOException {
        Hosted hosted = byKey.get(key);
        if (hosted == null) {
            return;
        }
        synchronized (hosted) {
            if (!hosted.ended) {
                end(hosted);
            }
        }
    }

    /** Ends all that is left; what cannot be ended is left to the reaper. */
    @Override
    public void close() {
        for (String key : List.copyOf(byKey.keySet())) {
            try {
                end(key);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "Process {0} is left to the reaper: {1}", key, e.getMessage());
            }
        }
    }

    private void end(Hosted hosted) throws IOException {
        GroupEnd.end(
                groups,
                hosted.child == null ? OptionalLong.empty() : OptionalLong.of(hosted.child.group()),
                hosted.directory);
        DirectoryTree.delete(hosted.directory);
        hosted.ended = true;
        byKey.remove(hosted.key);
        if (hosted.number != 0) {
            reaper.forget(hosted.number);
        }
        log.ended(hosted.key);
    }

    private void end(Hosted hosted, IOException because) {
        try {
            end(hosted);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    /** One key. Its own lock guards it. */
    private static final class Hosted {
        private final String key;
        private final Path directory;
        private long number;
        private HostedChild child;
        private boolean ended;

        private Hosted(String key, Path directory) {
            this.key = key;
            this.directory = directory;
        }
    }
}
