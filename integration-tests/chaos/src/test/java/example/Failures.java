package example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Appends each test's result to a file: one line, which says what failed it. */
public final class Failures implements TestExecutionListener {

    private static final String FILE = System.getenv("CHAOS_RESULTS");

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (FILE != null && (test.isTest() || result.getThrowable().isPresent())) {
            append(result.getStatus() + " " + test.getUniqueId()
                    + result.getThrowable().map(Failures::oneLine).orElse(""));
        }
    }

    private static String oneLine(Throwable thrown) {
        StringBuilder line = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            line.append('\t').append(cause.getClass().getName()).append(": ");
            line.append(String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
        }
        return line.toString();
    }

    private static void append(String line) {
        try {
            Files.writeString(
                    Path.of(FILE), line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
