package dev.browsersession.webdriver;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The major version of a browser or driver file. */
final class ProgramVersion {

    private static final Logger LOG = System.getLogger(ProgramVersion.class.getName());
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.\\d+\\.\\d+");
    private static final int LIMIT_SECONDS = 10;

    private ProgramVersion() {}

    /** Empty where it cannot be told. */
    static OptionalInt majorOf(Path program, boolean windows) {
        try {
            boolean windowsBrowser = windows && program.endsWith("chrome.exe");
            return windowsBrowser ? majorOfInstallation(program) : majorOfOutput(program);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the version of " + program + " cannot be told", e);
            return OptionalInt.empty();
        }
    }

    private static OptionalInt majorOfOutput(Path program) throws IOException {
        Path output = Files.createTempFile("browser-version", ".txt");
        try {
            // To a file, not a pipe: a child of a wrapper script could hold a pipe open for ever.
            Process process = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                process.getOutputStream().close();
                return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)
                        ? firstMajor(Files.readString(output, StandardCharsets.ISO_8859_1))
                        : OptionalInt.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return OptionalInt.empty();
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** On Windows {@code chrome.exe --version} opens a window; the directory beside it is named by the version. */
    private static OptionalInt majorOfInstallation(Path program) throws IOException {
        try (DirectoryStream<Path> siblings =
                Files.newDirectoryStream(program.toAbsolutePath().getParent(), Files::isDirectory)) {
            int newest = 0;
            for (Path sibling : siblings) {
                newest = Math.max(
                        newest, firstMajor(sibling.getFileName().toString()).orElse(0));
            }
            return newest == 0 ? OptionalInt.empty() : OptionalInt.of(newest);
        }
    }

    static OptionalInt firstMajor(String text) {
        Matcher matcher = VERSION.matcher(text);
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}
