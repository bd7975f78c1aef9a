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

/**
 * A living process as {@code /proc} shows it. {@link ProcessHandle} cuts long commands and has no environment.
 *
 * @param forked whether it was forked and has not begun a program of its own. For some milliseconds each child of a browser, of
 *     a keeper and of a shell is such a one: it shows its parent's command line, and must not be counted as what its parent is.
 */
public record LinuxProcess(long pid, String command, String environment, boolean forked) {

    private static final Path PROC = Path.of("/proc");
    /** {@code PF_FORKNOEXEC} of Linux's {@code include/linux/sched.h}. */
    private static final long FORKED = 0x40;
    /** The flags' place among the fields of {@code /proc/pid/stat} that stand behind the program's name. */
    private static final int FLAGS = 6;

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

    /** A browser, and not one of its children. */
    public boolean isBrowser() {
        return !forked && command.contains("--user-data-dir=") && !command.contains("--type=");
    }

    /** A keeper that does not live in a test JVM. */
    public boolean isKeeper() {
        return !forked && program().equals("java") && command.contains(" --directory ");
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
        // First, since what has begun its program by then shows its own command line.
        boolean forked = isForked(text(entry.resolve("stat")));
        return new LinuxProcess(pid, text(entry.resolve("cmdline")), text(entry.resolve("environ")), forked);
    }

    private static boolean isForked(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return fields.length > FLAGS && (Long.parseLong(fields[FLAGS]) & FORKED) != 0;
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
