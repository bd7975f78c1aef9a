package dev.browsersession.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a process has, by kind: threads by their name without its number, open files by what they are. */
record Census(Map<String, Long> threads, Map<String, Long> files, long residentKilobytes) {

    static Census of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        return new Census(
                counted(process.resolve("task"), Census::threadName),
                counted(process.resolve("fd"), file -> Files.readSymbolicLink(file)
                        .toString()),
                resident(process));
    }

    /** Empty for the JVM's own, which come and go as it likes. */
    private static String threadName(Path task) throws IOException {
        String name = Files.readString(task.resolve("comm")).strip();
        return name.startsWith("process reaper") || name.startsWith("C1 ") || name.startsWith("CompletableFutu")
                ? ""
                : name;
    }

    /** What there is more of now; empty for nothing. */
    Map<String, Long> moreThan(Census before) {
        Map<String, Long> more = new TreeMap<>();
        threads.forEach((kind, count) -> compare(more, "thread " + kind, count, before.threads.get(kind)));
        files.forEach((kind, count) -> compare(more, "file " + kind, count, before.files.get(kind)));
        return more;
    }

    private static void compare(Map<String, Long> more, String kind, long now, Long before) {
        long grown = now - (before == null ? 0 : before);
        if (grown > 0) {
            more.put(kind, grown);
        }
    }

    private interface Name {
        String of(Path path) throws IOException;
    }

    private static Map<String, Long> counted(Path directory, Name name) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> nameOf(entry, name))
                    .map(found -> found.replaceAll("[0-9]+", "#").replaceAll("-#?$", ""))
                    .filter(found -> !found.isEmpty())
                    .collect(Collectors.groupingBy(found -> found, TreeMap::new, Collectors.counting()));
        }
    }

    private static String nameOf(Path entry, Name name) {
        try {
            return name.of(entry);
        } catch (IOException endedMeanwhile) {
            // No such file, or no such process where it ended between opening and reading.
            return "";
        }
    }

    private static long resident(Path process) throws IOException {
        try (Stream<String> lines = Files.lines(process.resolve("status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .sum();
        }
    }
}
