package dev.browsersession.keeper.server;

import dev.browsersession.keeper.OwnKeeper;
import dev.browsersession.keeper.server.browserbase.BrowserbaseDialect;
import dev.browsersession.keeper.server.browserless.BrowserlessDialect;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A running server. Started by reflection, from another class loader; so only types of the JDK appear in what is public here.
 */
public final class LocalServer implements AutoCloseable {

    private final OwnKeeper keeper;
    private final AtomicBoolean closed = new AtomicBoolean();
    private ServerPort port;

    private LocalServer(OwnKeeper keeper) {
        this.keeper = keeper;
    }

    /**
     * Starts a server.
     *
     * @param directory its own; deleted when it is closed
     * @param work where sessions have their directories
     * @param values {@code host}, {@code port}, {@code token}, {@code api-key}, {@code max-sessions}, {@code default-timeout} in
     *     milliseconds; all but the secrets are there
     * @param behaviour see {@link ServerOptions}
     * @param environment of browsers
     * @param browser the browser to start
     * @param chromedriver finds one when it is needed first
     */
    public static LocalServer start(
            Path directory,
            Path work,
            Map<String, String> values,
            Map<String, String> behaviour,
            Map<String, String> environment,
            Path browser,
            Supplier<Path> chromedriver)
            throws IOException {
        LocalServer server = new LocalServer(OwnKeeper.start(directory, work, "server"));
        try {
            server.open(ServerOptions.of(values, behaviour), environment, browser, chromedriver);
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void open(ServerOptions options, Map<String, String> environment, Path browser, Supplier<Path> chromedriver)
            throws IOException {
        ServedSessions sessions = new ServedSessions(keeper, environment, browser, new Places(options.maxSessions()));
        InetAddress address = InetAddress.getByName(options.host());
        List<Dialect> dialects = new ArrayList<>(dialects(new ServerParts(sessions, options, chromedriver)));
        dialects.add(new LiveDialect(sessions, new ServedWatch(keeper.watched(), sessions), options));
        Switchboard switchboard = new Switchboard(Door.of(address, options.host()), dialects);
        port = ServerPort.open(
                keeper.loops(), keeper.workers(), new InetSocketAddress(address, options.port()), switchboard);
    }

    private static List<Dialect> dialects(ServerParts parts) {
        return List.of(new BrowserbaseDialect(parts), new BrowserlessDialect(parts));
    }

    /** Where it listens. */
    public int port() {
        return port.port();
    }

    /** Closes the port, stops all sessions, and returns when they are gone. */
    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            if (port != null) {
                port.close();
            }
            keeper.close();
        }
    }
}
