package dev.browsersession.lease;

import dev.browsersession.KeeperException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/** The keeper's jar in a class loader of its own inside this JVM, for places that forbid a lasting child process. */
final class EmbeddedKeeper {

    private static final String ENTRY = "dev.browsersession.keeper.EmbeddedEntry";

    private EmbeddedKeeper() {}

    /** A new name for the directory of a keeper in this JVM. */
    static String newName() {
        return String.join(
                "-",
                "e",
                KeeperKey.ofProcessIds(),
                Long.toString(ProcessHandle.current().pid()),
                Long.toHexString(System.nanoTime() & 0xffffff));
    }

    static AutoCloseable start(Path jar, List<Path> providers, KeeperPlace place) throws IOException {
        URLClassLoader loader = new URLClassLoader(
                "browser-session-keeper", new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        try {
            AutoCloseable keeper = (AutoCloseable) loader.loadClass(ENTRY)
                    .getMethod("start", Path.class, Path.class, List.class)
                    .invoke(null, place.directory(), place.work(), providers);
            return () -> {
                try (loader) {
                    keeper.close();
                }
            };
        } catch (InvocationTargetException e) {
            loader.close();
            throw new KeeperException(
                    "The embedded keeper does not start: " + e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            loader.close();
            throw new KeeperException("The keeper's jar " + jar + " does not fit this library.", e);
        }
    }
}
