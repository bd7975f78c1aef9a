package dev.browsersession.lease;

import dev.browsersession.ConfigurationException;
import dev.browsersession.KeeperException;
import dev.browsersession.config.Settings;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** The local server of the keeper's jar, in a class loader of its own inside this JVM. */
public final class EmbeddedServer implements AutoCloseable {

    private static final String ENTRY = "dev.browsersession.keeper.server.LocalServer";

    private final URLClassLoader loader;
    private final AutoCloseable server;
    private final int port;

    private EmbeddedServer(URLClassLoader loader, AutoCloseable server, int port) {
        this.loader = loader;
        this.server = server;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param values its options, see {@code LocalServer}
     * @param behaviour like which plan of a service it behaves
     * @param browser what to start
     * @param chromedriver finds one when it is needed first
     * @throws ConfigurationException where it is to behave in a way that is not known
     * @throws KeeperException where it cannot be started
     */
    public static EmbeddedServer start(
            Settings settings,
            Map<String, String> values,
            Map<String, String> behaviour,
            Path browser,
            Supplier<Path> chromedriver) {
        StateDirectory directory = StateDirectory.choose(settings);
        Path own = StateDirectory.secure(directory.state().resolve(EmbeddedKeeper.newName()));
        Path jar = KeeperJar.packed().extract(directory.work());
        Map<String, String> environment = Environments.forBrowser(settings.environment());
        try {
            return load(jar, own, directory.work(), values, behaviour, environment, browser, chromedriver);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException wrong) {
                throw new ConfigurationException(wrong.getMessage(), wrong);
            }
            throw new KeeperException(
                    "The server does not start. " + e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException | IOException e) {
            throw new KeeperException("The keeper's jar " + jar + " does not fit this library.", e);
        }
    }

    private static EmbeddedServer load(Path jar, Object... arguments) throws ReflectiveOperationException, IOException {
        URLClassLoader loader = new URLClassLoader(
                "browser-session-server", new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        try {
            AutoCloseable server = (AutoCloseable) loader.loadClass(ENTRY)
                    .getMethod(
                            "start",
                            Path.class,
                            Path.class,
                            Map.class,
                            Map.class,
                            Map.class,
                            Path.class,
                            Supplier.class)
                    .invoke(null, arguments);
            return new EmbeddedServer(loader, server, (Integer)
                    server.getClass().getMethod("port").invoke(server));
        } catch (ReflectiveOperationException e) {
            loader.close();
            throw e;
        }
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Stops all its sessions, and returns when they are gone. */
    @Override
    public void close() {
        try (loader) {
            server.close();
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new KeeperException("The server does not close: " + e.getMessage() + ".", e);
        }
    }
}
