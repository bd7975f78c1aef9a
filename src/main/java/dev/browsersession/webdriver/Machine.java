package dev.browsersession.webdriver;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What decides where programs are on a machine.
 *
 * @param osName as the system property {@code os.name} says it
 * @param environment the environment variables; null for one that is not set
 */
record Machine(String osName, Function<String, String> environment) {

    private enum Kind {
        LINUX,
        MAC,
        WINDOWS
    }

    static Machine current() {
        return new Machine(System.getProperty("os.name", ""), System::getenv);
    }

    Places chrome() {
        return places(
                List.of("google-chrome", "google-chrome-stable", "chrome"),
                List.of("/opt/google/chrome/chrome"),
                inApplications("Google Chrome.app/Contents/MacOS/Google Chrome"),
                inProgramFiles("Google\\Chrome\\Application\\chrome.exe"));
    }

    Places chromium() {
        return places(
                List.of("chromium", "chromium-browser"),
                List.of(
                        "/usr/lib/chromium/chromium",
                        "/usr/lib/chromium-browser/chromium-browser",
                        "/usr/lib64/chromium-browser/chromium-browser",
                        "/snap/bin/chromium"),
                inApplications("Chromium.app/Contents/MacOS/Chromium"),
                inProgramFiles("Chromium\\Application\\chrome.exe"));
    }

    Places driver() {
        return places(
                List.of("chromedriver", "chromium.chromedriver"),
                List.of(
                        "/usr/lib/chromium/chromedriver",
                        "/usr/lib/chromium-browser/chromedriver",
                        "/usr/lib64/chromium-browser/chromedriver",
                        "/usr/local/bin/chromedriver",
                        "/snap/bin/chromium.chromedriver"),
                List.of("/opt/homebrew/bin/chromedriver", "/usr/local/bin/chromedriver"),
                List.of("C:\\chromedriver\\chromedriver.exe"));
    }

    boolean isWindows() {
        return kind() == Kind.WINDOWS;
    }

    String fileName(String program) {
        return isWindows() ? program + ".exe" : program;
    }

    private Places places(List<String> names, List<String> linux, List<String> mac, List<String> windows) {
        List<String> usual =
                switch (kind()) {
                    case LINUX -> linux;
                    case MAC -> mac;
                    case WINDOWS -> windows;
                };
        return new Places(
                names.stream().map(this::fileName).toList(),
                directoriesOfThePath(),
                usual.stream().flatMap(Machine::path).toList());
    }

    private Kind kind() {
        String name = osName.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return Kind.WINDOWS;
        }
        return name.startsWith("mac") ? Kind.MAC : Kind.LINUX;
    }

    private List<Path> directoriesOfThePath() {
        String path = Objects.requireNonNullElse(environment.apply("PATH"), "");
        return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                .map(directory -> directory.replace("\"", ""))
                .filter(directory -> !directory.isBlank())
                .flatMap(Machine::path)
                .toList();
    }

    private List<String> inProgramFiles(String below) {
        return Stream.of("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA")
                .map(environment)
                .filter(Objects::nonNull)
                .map(directory -> directory + "\\" + below)
                .toList();
    }

    private List<String> inApplications(String below) {
        return Stream.of("", Objects.requireNonNullElse(environment.apply("HOME"), ""))
                .distinct()
                .map(root -> root + "/Applications/" + below)
                .toList();
    }

    /** None where the text is no path on this machine: what is on somebody's PATH need not be one. */
    private static Stream<Path> path(String text) {
        try {
            return Stream.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }
}
