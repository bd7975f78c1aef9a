package example;

import dev.browsersession.Session;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.remote.HttpCommandExecutor;
import org.openqa.selenium.remote.RemoteWebDriver;

/** Writes down what nobody else may have written down, and what everybody can see of the processes. */
final class Planted {

    private static final Path FILE = Path.of("target", "planted.txt");
    private static final Path COMMANDS = Path.of("target", "commands.txt");

    private Planted() {}

    static void learn(Session session, WebDriver driver) throws Exception {
        append(FILE, path(session.connectUrl().orElseThrow().value()));
        RemoteWebDriver remote = (RemoteWebDriver) driver;
        append(
                FILE,
                path(((HttpCommandExecutor) remote.getCommandExecutor())
                        .getAddressOfRemoteServer()
                        .toString()));
        append(FILE, path(viewOf(remote)));
        commands();
    }

    /** The view's websocket, which the driver knows and does not tell. */
    private static String viewOf(RemoteWebDriver driver) throws Exception {
        Field field = driver.getClass().getDeclaredField("webSocketUrl");
        field.setAccessible(true);
        Object secret = field.get(driver);
        return (String) secret.getClass().getMethod("value").invoke(secret);
    }

    /** The last part of a URL's path is what cannot be guessed. */
    private static String path(String url) {
        String path = URI.create(url).getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static void commands() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes
                    .filter(it -> it.getFileName().toString().matches("\\d+"))
                    .toList()) {
                append(COMMANDS, commandOf(process));
            }
        }
    }

    private static String commandOf(Path process) {
        try {
            return new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8)
                    .replace('\0', ' ');
        } catch (IOException endedMeanwhile) {
            // No such file, or no such process where it ended between opening and reading.
            return "";
        }
    }

    private static void append(Path file, String line) throws IOException {
        Files.write(file, List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
