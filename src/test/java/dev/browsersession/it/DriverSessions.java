package dev.browsersession.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** The WebDriver sessions that the ChromeDrivers of one state directory have open. */
public final class DriverSessions {

    private static final Pattern ID = Pattern.compile("\"id\":\"(\\w+)\"");
    private static final String LISTENS = "0A";

    private DriverSessions() {}

    /** Their ids. */
    public static List<String> open(Path state) throws IOException {
        List<String> ids = new ArrayList<>();
        for (LinuxProcess process : LinuxProcess.all()) {
            if (process.program().equals("chromedriver") && process.mentions(state)) {
                ids.addAll(of(process.pid()));
            }
        }
        return ids;
    }

    /** None of a driver that ends meanwhile. */
    private static List<String> of(long pid) throws IOException {
        try {
            OptionalInt port = port(pid);
            return port.isPresent() ? sessions(port.getAsInt()) : List.of();
        } catch (IOException e) {
            if (LinuxProcess.all().stream().anyMatch(process -> process.pid() == pid)) {
                throw e;
            }
            return List.of();
        }
    }

    private static List<String> sessions(int port) throws IOException {
        URL address = URI.create("http://127.0.0.1:" + port + "/sessions").toURL();
        try (InputStream answer = address.openStream()) {
            String text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            return ID.matcher(text).results().map(result -> result.group(1)).toList();
        }
    }

    /** Empty while it does not listen yet. Columns of a line: number, local address, remote address, state, and the tenth is the socket's inode. */
    private static OptionalInt port(long pid) throws IOException {
        Set<String> sockets = sockets(pid);
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "net", "tcp")).stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns[3].equals(LISTENS) && sockets.contains("socket:[" + columns[9] + "]"))
                .mapToInt(columns -> Integer.parseInt(columns[1].split(":")[1], 16))
                .findFirst();
    }

    private static Set<String> sockets(long pid) throws IOException {
        Set<String> sockets = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path file : files) {
                addTarget(file, sockets);
            }
        } catch (DirectoryIteratorException endedMeanwhile) {
            throw endedMeanwhile.getCause();
        }
        return sockets;
    }

    private static void addTarget(Path file, Set<String> sockets) throws IOException {
        try {
            sockets.add(Files.readSymbolicLink(file).toString());
        } catch (NoSuchFileException closedMeanwhile) {
            // It is none that the driver listens on.
            return;
        }
    }
}
