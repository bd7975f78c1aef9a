package dev.browsersession.lease;

import dev.browsersession.KeeperException;
import dev.browsersession.config.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Runs a command of the keeper's jar in this JVM, in a class loader of its own: the command line has only this artifact's jar,
 * and no JSON.
 */
public final class KeeperCommand {

    private static final String ENTRY = "dev.browsersession.keeper.command.CommandEntry";

    private static final String MAIN = "dev.browsersession.command.Main";

    private KeeperCommand() {}

    /** The line that runs a command in a shell, with the same keepers as this JVM has. */
    public static String line(Settings settings, String command) {
        String place = Path.of(ownPlace()).toString();
        String start = place.endsWith(".jar") ? "java -jar " + quoted(place) : "java -cp " + quoted(place) + " " + MAIN;
        return start + " " + command
                + settings.text(StateDirectory.SETTING)
                        .map(it -> " --state-dir "
                                + quoted(Path.of(it).toAbsolutePath().toString()))
                        .orElse("");
    }

    private static URI ownPlace() {
        return URI.create(KeeperCommand.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString());
    }

    private static String quoted(String path) {
        return path.matches("[\\w/.:\\\\~+-]+") ? path : '"' + path + '"';
    }

    /**
     * Runs a command whose arguments have been checked.
     *
     * @return the exit code
     */
    public static int run(
            Settings settings,
            String command,
            List<String> operands,
            Map<String, String> options,
            PrintStream out,
            PrintStream err) {
        StateDirectory directory = StateDirectory.choose(settings);
        Path jar = KeeperJar.packed().extract(directory.work());
        try (URLClassLoader loader = new URLClassLoader(
                "browser-session-keeper", new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Object entry = loader.loadClass(ENTRY)
                    .getConstructor(List.class, PrintStream.class, PrintStream.class)
                    .newInstance(states(directory), out, err);
            return command.equals("sweep")
                    ? sweep(entry, options.get("tag"), settings, directory)
                    : (Integer) entry.getClass()
                            .getMethod("run", String.class, List.class, Map.class)
                            .invoke(entry, command, operands, options);
        } catch (InvocationTargetException e) {
            throw new KeeperException("The command " + command + " has a defect: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException | IOException e) {
            throw new KeeperException("The keeper's jar " + jar + " does not fit this library.", e);
        }
    }

    /** A test JVM without XDG_RUNTIME_DIR, started by cron for one, has its keeper in the work directory. */
    private static List<Path> states(StateDirectory directory) {
        return Stream.of(directory.state(), directory.work()).distinct().toList();
    }

    private static int sweep(Object entry, String tag, Settings settings, StateDirectory directory)
            throws ReflectiveOperationException {
        Function<String, String> values = name -> settings.override(name)
                .or(() -> settings.find(name))
                .map(Settings.Value::text)
                .orElse(null);
        return (Integer) entry.getClass()
                .getMethod("sweep", String.class, List.class, Function.class, Map.class, Map.class)
                .invoke(
                        entry,
                        tag,
                        ProviderPath.of(settings).copies(directory.work()),
                        values,
                        settings.environment(),
                        RecordMaps.toMap(OwnNetwork.of(System.getProperties())));
    }
}
