package dev.browsersession.keeper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What runs on this machine, for assertions that nothing is left. */
final class ProcessTable {

    private ProcessTable() {}

    /** The living processes whose command line or environment holds the text, as "pid group command line". */
    static List<String> naming(String text) {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(ProcStat.PROC, "[0-9]*")) {
            for (Path process : processes) {
                String pid = process.getFileName().toString();
                String command = read(process.resolve("cmdline"));
                ProcStat.of(pid)
                        .filter(stat -> stat.alive()
                                && Long.parseLong(pid)
                                        != ProcessHandle.current().pid())
                        .filter(stat -> (command + read(process.resolve("environ"))).contains(text))
                        .ifPresent(stat -> found.add(pid + " " + stat.group() + " " + command.replace('\0', ' ')));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    static void signal(String name, long group) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/sh", "-c", "kill -s " + name + " -- -" + group)
                .inheritIO()
                .start()
                .waitFor();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException goneMeanwhile) {
            return "";
        }
    }
}
