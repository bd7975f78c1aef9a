package chaos;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks a ChromeDriver for its sessions, on the port on which it is seen to listen. */
final class DriverSessions {

    private static final int LIMIT_MILLIS = 5_000;
    private static final String LISTENS = "0A";
    private static final Pattern SESSION = Pattern.compile("\"id\":");

    private DriverSessions() {}

    /** None where it has ended meanwhile. */
    static long of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            Set<String> sockets = sockets(process);
            long sessions = 0;
            for (String line : Files.readAllLines(process.resolve("net/tcp"))) {
                String[] fields = line.strip().split("\\s+");
                if (fields[3].equals(LISTENS) && sockets.contains("socket:[" + fields[9] + "]")) {
                    sessions += ask(Integer.parseInt(fields[1].split(":")[1], 16));
                }
            }
            return sessions;
        } catch (IOException e) {
            return Files.exists(process.resolve("fd")) ? 1 : 0;
        }
    }

    private static Set<String> sockets(Path process) throws IOException {
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            return files.map(DriverSessions::target).collect(Collectors.toSet());
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    private static long ask(int port) throws IOException {
        URLConnection connection =
                URI.create("http://127.0.0.1:" + port + "/sessions").toURL().openConnection();
        connection.setConnectTimeout(LIMIT_MILLIS);
        connection.setReadTimeout(LIMIT_MILLIS);
        try (InputStream answer = connection.getInputStream()) {
            return SESSION.matcher(new String(answer.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .count();
        }
    }
}
