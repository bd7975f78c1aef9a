package dev.browsersession.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A living process as {@code /proc} shows it. {@link ProcessHandle} cuts long commands and has no environment. */
public record LinuxProcess(long pid, String command, String environment) {

    private static final Path PROC = Path.of("/proc");

    public static List<LinuxProcess> all() {
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries.filter(entry -> entry.getFileName().toString().matches("\\d+"))
                    .map(LinuxProcess::read)
                    .filter(process -> !process.command.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory or something in it; not one beside it whose name only begins alike. */
    public boolean mentions(Path directory) {
        Pattern whole = Pattern.compile(Pattern.quote(directory.toString()) + "(?![\\w.-])");
        return whole.matcher(command).find() || whole.matcher(environment).find();
    }

    /** The entries of a directory that it names, whether they still exist or not. */
    Set<Path> pathsBelow(Path directory) {
        return Pattern.compile(Pattern.quote(directory + "/") + "[^/\\s]+")
                .matcher(command + " " + environment)
                .results()
                .map(result -> Path.of(result.group()))
                .collect(Collectors.toSet());
    }

    /** The name of the file that it runs. */
    public String program() {
        return command.split(" ", 2)[0].replaceFirst(".*/", "");
    }

    @Override
    public String toString() {
        return pid + " " + command;
    }

    private static LinuxProcess read(Path entry) {
        long pid = Long.parseLong(entry.getFileName().toString());
        return new LinuxProcess(pid, text(entry.resolve("cmdline")), text(entry.resolve("environ")));
    }

    /** Empty for a zombie, for a process that has ended meanwhile, and for somebody else's. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .replace('\0', ' ')
                    .strip();
        } catch (IOException e) {
            return "";
        }
    }
}
