package dev.browsersession.provider.local;

import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.HostedProcess;
import dev.browsersession.provider.ProcessHost;
import java.nio.file.Path;

/** A browser that runs, or ran, on this machine. */
final class LocalSession {

    private final String id;
    private final Path directory;
    private final Secret cdpUrl;
    private final HostedProcess browser;
    private final ProcessHost processes;
    private volatile boolean stopping;

    LocalSession(String id, Path directory, Secret cdpUrl, HostedProcess browser, ProcessHost processes) {
        this.id = id;
        this.directory = directory;
        this.cdpUrl = cdpUrl;
        this.browser = browser;
        this.processes = processes;
    }

    String id() {
        return id;
    }

    Path directory() {
        return directory;
    }

    Secret cdpUrl() {
        return cdpUrl;
    }

    HostedProcess browser() {
        return browser;
    }

    ProcessHost processes() {
        return processes;
    }

    boolean stopping() {
        return stopping;
    }

    void markStopping() {
        stopping = true;
    }
}
