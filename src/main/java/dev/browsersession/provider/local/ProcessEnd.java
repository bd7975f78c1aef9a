package dev.browsersession.provider.local;

import java.util.List;
import java.util.stream.Collectors;

/** How a process ended, in words. */
final class ProcessEnd {

    /** A process that a signal killed has an exit code of this and the signal's number, by convention of shells and the JDK. */
    private static final int SIGNALS = 128;

    private static final int LARGEST_SIGNAL = 64;
    private static final int SHOWN_LINES = 10;

    private ProcessEnd() {}

    /** The end of a sentence: "was killed by signal 9", "exited with code 1". */
    static String words(int exitCode) {
        return exitCode > SIGNALS && exitCode <= SIGNALS + LARGEST_SIGNAL
                ? "was killed by signal " + (exitCode - SIGNALS)
                : "exited with code " + exitCode;
    }

    /** The same with the line in which Chrome says why, where it does. */
    static String words(int exitCode, List<String> output) {
        return output.stream()
                .filter(line -> line.contains(":FATAL:"))
                .reduce((first, last) -> last)
                .map(line -> words(exitCode) + ": " + line)
                .orElseGet(() -> words(exitCode));
    }

    /** The last lines, each on a line of its own. */
    static String lastLines(List<String> output) {
        if (output.isEmpty()) {
            return "It wrote nothing.";
        }
        return output.stream()
                .skip(Math.max(0, output.size() - SHOWN_LINES))
                .collect(Collectors.joining("\n  ", "The last lines that it wrote:\n  ", ""));
    }
}
