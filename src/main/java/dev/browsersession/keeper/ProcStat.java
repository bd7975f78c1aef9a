package dev.browsersession.keeper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process as Linux's {@code /proc/<pid>/stat} shows it.
 *
 * @param startTime clock ticks since boot: unlike wall-clock time it does not move when the clock is set
 */
record ProcStat(char state, long group, long startTime) {

    static final Path PROC = Path.of("/proc");

    static Optional<ProcStat> of(String pid) {
        try {
            // ISO-8859-1 because the program's name may hold any bytes.
            return Optional.of(parse(Files.readString(PROC.resolve(pid).resolve("stat"), StandardCharsets.ISO_8859_1)));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** The name is in parentheses and may hold spaces and parentheses itself, so fields are counted from the last one. */
    static ProcStat parse(String line) {
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return new ProcStat(fields[0].charAt(0), Long.parseLong(fields[2]), Long.parseLong(fields[19]));
    }

    boolean alive() {
        return state != 'Z' && state != 'X' && state != 'x';
    }
}
