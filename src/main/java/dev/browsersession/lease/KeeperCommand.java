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
        // A test JVM without XDG_RUNTIME_DIR, started by cron for one, has its keeper in the work directory.
        List<Path> states =
                Stream.of(directory.state(), directory.work()).distinct().toList();
        try (URLClassLoader loader = new URLClassLoader(
                "browser-session-keeper", new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            return (int) loader.loadClass(ENTRY)
                    .getMethod(
                            "run",
                            List.class,
                            String.class,
                            List.class,
                            Map.class,
                            PrintStream.class,
                            PrintStream.class)
                    .invoke(null, states, command, operands, options, out, err);
        } catch (InvocationTargetException e) {
            throw new KeeperException("The command " + command + " has a defect: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException | IOException e) {
            throw new KeeperException("The keeper's jar " + jar + " does not fit this library.", e);
        }
    }
}
