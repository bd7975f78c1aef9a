package dev.browsersession.keeper;

import dev.browsersession.provider.HostedProcess;
import dev.browsersession.provider.ProcessHost;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The processes of one session. Once revoked, those that run are ended and no more are started, so that who waits for one of
 * them, to create the session, need not wait any longer. The lock keeps the two apart: nothing starts while it is revoked.
 */
final class RevocableProcesses implements ProcessHost {

    private static final System.Logger LOG = System.getLogger(RevocableProcesses.class.getName());

    private final ProcessHost processes;
    private final Set<String> keys = new HashSet<>();
    private boolean revoked;

    RevocableProcesses(ProcessHost processes) {
        this.processes = processes;
    }

    @Override
    public synchronized Path newDirectory(String key) throws IOException {
        requireWanted();
        keys.add(key);
        return processes.newDirectory(key);
    }

    @Override
    public synchronized HostedProcess start(String key, List<String> command, Map<String, String> environment)
            throws IOException {
        requireWanted();
        return processes.start(key, command, environment);
    }

    private void requireWanted() throws IOException {
        if (revoked) {
            throw new IOException("nobody waits for it any more");
        }
    }

    @Override
    public void end(String key) throws IOException {
        processes.end(key);
    }

    synchronized void revoke() {
        revoked = true;
        for (String key : keys) {
            try {
                processes.end(key);
            } catch (IOException e) {
                // Who created it tries again, as the create fails.
                LOG.log(Level.WARNING, "{0} did not end when nobody waited for it any more: {1}", key, e.getMessage());
            }
        }
    }
}
